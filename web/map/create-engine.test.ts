import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, suite, test } from 'node:test';
import type { StyleSpecification } from 'maplibre-gl';
import { createEngine, isRefusal, type EngineLoaders } from './create-engine.ts';
import type { EngineKind, EngineOptions, MapEngine, MapFailure } from './engine.ts';

const BASEMAP_URL = 'https://tiles.example/style.json';
const STYLE = { version: 8, sources: {}, layers: [] } as const satisfies StyleSpecification;
const UNAUTHORIZED = { message: 'Unauthorized', status: 401 };

suite('createEngine', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  test('draws the built-in map without a token and does not even load Mapbox', async () => {
    const { loaders, loaded, fallbacks } = setUp();
    const engine = await createEngine(choice(fallbacks, null), loaders);
    assert.equal(engine.kind, 'maplibre');
    assert.deepEqual(loaded, ['maplibre']);
  });

  test('draws by Mapbox with a token, which it hands over', async () => {
    const { loaders, loaded, tokens, fallbacks } = setUp();
    const engine = await createEngine(choice(fallbacks), loaders);
    assert.equal(engine.kind, 'mapbox');
    assert.deepEqual([loaded, tokens, fallbacks], [['mapbox'], ['operators-token'], []]);
  });

  test('goes back to the built-in map when the token is refused, also after the map seemed ready', async () => {
    for (const ready of [false, true]) {
      const { loaders, maps, fallbacks } = setUp();
      await createEngine(choice(fallbacks), loaders);
      if (ready) maps[0]?.ready();
      maps[0]?.fail(UNAUTHORIZED);
      await settled();
      assert.deepEqual(fallbacks, [['mapbox-refused', 'maplibre']]);
      assert.equal(maps[0]?.destroyed(), true);
    }
  });

  test('goes back once, however often it fails', async () => {
    const { loaders, maps, fallbacks } = setUp();
    await createEngine(choice(fallbacks), loaders);
    maps[0]?.fail({ message: 'Failed to fetch' });
    maps[0]?.fail(UNAUTHORIZED);
    await settled();
    assert.deepEqual(fallbacks, [['mapbox-unavailable', 'maplibre']]);
  });

  test('keeps a map that is drawn when a tile is missing', async () => {
    const { loaders, maps, fallbacks } = setUp();
    await createEngine(choice(fallbacks), loaders);
    maps[0]?.ready();
    maps[0]?.fail({ message: 'Not Found', status: 404 });
    await settled();
    assert.deepEqual(fallbacks, []);
  });

  test('goes back when Mapbox cannot be loaded, or refuses the token at once', async () => {
    const { loaders, fallbacks } = setUp();
    const broken = { ...loaders, mapbox: () => Promise.reject(new Error('no such chunk')) };
    assert.equal((await createEngine(choice(fallbacks), broken)).kind, 'maplibre');
    const secret = () => {
      throw new Error('Use a public access token (pk.*) with Mapbox GL, not a secret access token (sk.*).');
    };
    await createEngine(choice(fallbacks), { ...loaders, mapbox: async () => secret });
    assert.deepEqual(fallbacks, [
      ['mapbox-unavailable', 'maplibre'],
      ['mapbox-refused', 'maplibre'],
    ]);
  });

  test('goes back when Mapbox says nothing for fifteen seconds, unless the page is gone', async () => {
    for (const isConnected of [true, false]) {
      const { loaders, fallbacks } = setUp();
      await createEngine(choice(fallbacks, 'operators-token', { isConnected }), loaders);
      mock.timers.tick(15_000);
      await settled();
      assert.deepEqual(fallbacks, isConnected ? [['mapbox-unavailable', 'maplibre']] : []);
    }
  });
});

suite('createEngine with a basemap', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  test('draws the built-in map on the basemap, whose address it hands over', async () => {
    const { loaders, grounds, fallbacks } = setUp();
    await createEngine(onBasemap(fallbacks), loaders);
    assert.deepEqual([grounds, fallbacks], [[BASEMAP_URL], []]);
  });

  test('draws bare ground where the basemap cannot be had', async () => {
    const { loaders, grounds, fallbacks } = setUp();
    const refused = { ...loaders, basemap: () => Promise.reject(new Error('the basemap answers with status 404')) };
    const engine = await createEngine(onBasemap(fallbacks), refused);
    assert.equal(engine.kind, 'maplibre');
    assert.deepEqual([grounds, fallbacks], [[null], [['basemap-unavailable', 'maplibre']]]);
  });

  test('goes back to bare ground where the style is bad, comes too late, or a source of it is missing', async () => {
    const badStyle = (map: FakeMap) => map.fail({ message: 'layers[0]: unknown type' });
    const late = () => mock.timers.tick(15_000);
    const noSource = (map: FakeMap) => {
      map.ready();
      map.fail({ message: 'Not Found', status: 404, ofSource: true });
    };
    for (const failing of [badStyle, late, noSource]) {
      const { loaders, maps, grounds, fallbacks } = setUp();
      await createEngine(onBasemap(fallbacks), loaders);
      assert.ok(maps[0]);
      failing(maps[0]);
      await settled();
      assert.deepEqual([grounds, fallbacks], [[BASEMAP_URL, null], [['basemap-unavailable', 'maplibre']]]);
      assert.equal(maps[0].destroyed(), true);
    }
  });

  test('keeps a basemap of which a tile is missing', async () => {
    const { loaders, maps, fallbacks } = setUp();
    await createEngine(onBasemap(fallbacks), loaders);
    maps[0]?.ready();
    maps[0]?.fail({ message: 'Service Unavailable', status: 503, ofSource: false });
    await settled();
    assert.deepEqual(fallbacks, []);
  });

  test('draws it in the place of a refused Mapbox', async () => {
    const { loaders, maps, grounds, fallbacks } = setUp();
    await createEngine({ ...onBasemap(fallbacks), mapboxToken: 'operators-token' }, loaders);
    maps[0]?.fail(UNAUTHORIZED);
    await settled();
    assert.deepEqual([grounds, fallbacks], [[BASEMAP_URL], [['mapbox-refused', 'maplibre']]]);
  });
});

test('a refused token is told from other failures of Mapbox', () => {
  assert.ok(isRefusal(UNAUTHORIZED));
  assert.ok(isRefusal({ message: 'Forbidden', status: 403 }));
  assert.ok(isRefusal({ message: 'A valid Mapbox access token is required to use Mapbox GL JS.' }));
  assert.ok(!isRefusal({ message: 'Not Found', status: 404 }));
  assert.ok(!isRefusal({ message: 'Failed to fetch' }));
});

/** A map of which only making, failing and ending matter. */
class FakeMap {
  readonly kind: EngineKind;
  readonly #options: EngineOptions;
  readonly #listeners: (() => void)[] = [];
  #destroyed = false;

  constructor(kind: EngineKind, options: EngineOptions) {
    this.kind = kind;
    this.#options = options;
  }

  onReady(listener: () => void): () => void {
    this.#listeners.push(listener);
    return () => {};
  }
  destroy(): void {
    this.#destroyed = true;
  }
  destroyed(): boolean {
    return this.#destroyed;
  }
  ready(): void {
    for (const listener of this.#listeners) listener();
  }
  fail(failure: MapFailure): void {
    this.#options.onFailure(failure);
  }
}

function setUp() {
  const maps: FakeMap[] = [];
  const loaded: EngineKind[] = [];
  const tokens: string[] = [];
  const fallbacks: [string, EngineKind][] = [];
  const grounds: (string | null)[] = [];
  const make = (kind: EngineKind, options: EngineOptions) => {
    const map = new FakeMap(kind, options);
    maps.push(map);
    // The rest of a map is not used here.
    return map as unknown as MapEngine;
  };
  const loaders: EngineLoaders = {
    async maplibre() {
      loaded.push('maplibre');
      return (options, basemap) => {
        grounds.push(basemap && (basemap.light.name ?? null));
        return make('maplibre', options);
      };
    },
    basemap: async (name) => ({ light: { ...STYLE, name }, dark: STYLE }),
    async mapbox() {
      loaded.push('mapbox');
      return (options, token) => {
        tokens.push(token);
        return make('mapbox', options);
      };
    },
  };
  return { loaders, maps, loaded, tokens, grounds, fallbacks };
}

function choice(fallbacks: [string, EngineKind][], mapboxToken: string | null = 'operators-token', state = {}) {
  const container = { isConnected: true, replaceChildren() {}, ...state } as unknown as HTMLElement;
  const onFallback = (reason: string, { kind }: MapEngine) => void fallbacks.push([reason, kind]);
  return { container, theme: 'light', label: 'Map', mapboxToken, basemapUrl: null, onFallback } as const;
}

function onBasemap(fallbacks: [string, EngineKind][]) {
  return { ...choice(fallbacks, null), basemapUrl: BASEMAP_URL };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
