import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Feature, FeatureCollection, Point } from 'geojson';
import type { MapFailure } from './engine.ts';
import { createMapboxEngine, type MapboxLibrary } from './mapbox-engine.ts';

suite('the adapter to Mapbox GL', () => {
  test('hands the token to this map alone and asks for a style of the theme', () => {
    const { map, engine } = setUp();
    assert.equal(map.options['accessToken'], 'operators-token');
    assert.equal(map.options['projection'], 'mercator');
    assert.match(String(map.options['style']), /light/);
    engine.setTheme('dark');
    assert.match(String(map.styles.at(-1)), /dark/);
  });

  test('draws its layers above the style in fonts that Mapbox serves, from sources that take changes by id', () => {
    const { map } = setUp();
    map.fire('style.load');
    assert.ok(map.sources.size > 3);
    for (const source of map.sources.values()) assert.equal(source.spec['dynamic'], true);
    const texts = map.layers.filter(({ layout }) => layout?.['text-field']);
    assert.ok(texts.length > 0);
    for (const { layout } of texts) assert.deepEqual(layout?.['text-font'], FONTS);
    assert.ok(!map.layers.some(({ id }) => /^(grid|world)/.test(id)), 'the ground is not bare');
  });

  test('changes markers by id, and removes one by leaving out its geometry', () => {
    const { map, engine } = setUp();
    map.fire('style.load');
    const at: Point = { type: 'Point', coordinates: [2, 54] };
    const properties = {
      trackerId: 't1',
      label: 'Anna',
      kind: 'person',
      connection: 'CONNECTED',
      icon: 'person',
      heading: null,
    } as const;
    const update = [{ id: 1, geometry: at, properties }];
    engine.updateMarkers({ reset: false, add: [], update, remove: [2] });
    const changed = map.sources.get('markers')?.updated.at(-1)?.features ?? [];
    assert.deepEqual(
      changed.map(({ id, geometry }) => [id, geometry]),
      [
        [1, at],
        [2, null],
      ],
    );
    engine.updateMarkers({ reset: true, add: [], update, remove: [] });
    assert.equal(map.sources.get('markers')?.set.at(-1)?.features.length, 1);
  });

  test('passes on what Mapbox GL says went wrong', () => {
    const { map, failures } = setUp();
    const failure = { message: 'Unauthorized', status: 401 };
    map.fire('error', { error: failure });
    assert.deepEqual(failures, [failure]);
  });

  test('takes the map away once', () => {
    const { map, engine } = setUp();
    engine.destroy();
    engine.destroy();
    assert.equal(map.removed, 1);
  });
});

const FONTS = ['DIN Pro Medium', 'Arial Unicode MS Regular'];

/** As much of a Mapbox map as the adapter uses. */
class FakeMap {
  readonly options: Record<string, unknown>;
  readonly styles: unknown[] = [];
  readonly layers: { readonly id: string; readonly layout?: Record<string, unknown> }[] = [];
  readonly sources = new Map<string, FakeSource>();
  readonly touchZoomRotate = { disableRotation() {} };
  readonly #listeners = new Map<string, ((event: unknown) => void)[]>();
  removed = 0;

  constructor(options: Record<string, unknown>) {
    this.options = options;
  }

  addControl(): void {}
  addImage(): void {}
  on(event: string, ...rest: unknown[]): void {
    const listener = rest.at(-1) as (event: unknown) => void;
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }
  fire(event: string, payload?: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload);
  }
  setStyle(style: unknown): void {
    this.styles.push(style);
  }
  addSource(id: string, spec: Record<string, unknown>): void {
    this.sources.set(id, new FakeSource(spec));
  }
  getSource(id: string): FakeSource | undefined {
    return this.sources.get(id);
  }
  addLayer(layer: { readonly id: string }): void {
    this.layers.push(layer);
  }
  remove(): void {
    this.removed++;
  }
}

class FakeSource {
  readonly spec: Record<string, unknown>;
  readonly set: FeatureCollection[] = [];
  readonly updated: { readonly features: readonly Feature[] }[] = [];

  constructor(spec: Record<string, unknown>) {
    this.spec = spec;
  }
  setData(data: FeatureCollection): void {
    this.set.push(data);
  }
  updateData(data: FeatureCollection): void {
    this.updated.push(data);
  }
}

function setUp() {
  const maps: FakeMap[] = [];
  const failures: MapFailure[] = [];
  class Recorded extends FakeMap {
    constructor(options: Record<string, unknown>) {
      super(options);
      maps.push(this);
    }
  }
  // The adapter uses no more of the library than FakeMap has.
  const library = { Map: Recorded, ScaleControl: FakeMap } as unknown as MapboxLibrary;
  const container = {} as HTMLElement;
  const engine = createMapboxEngine(
    library,
    { container, theme: 'light', label: 'Map', onFailure: (failure) => failures.push(failure) },
    { accessToken: 'operators-token', images: () => [] },
  );
  const [map] = maps;
  assert.ok(map);
  return { map, engine, failures };
}
