/// <reference lib="dom" />
import type { BenchMap, Frames } from './bench-map.ts';

// Runs in the browser. The sources of the map come by their addresses, as the server hands them out.

const BERTH = { latitude: 51.93, longitude: 4.14 };
const METERS_PER_DEGREE = 111_320;
const CONNECTIONS = ['CONNECTED', 'IDLE', 'DISCONNECTED'];

/** What of the product's modules is used here. */
interface Store {
  apply(event: { snapshot: boolean; positions: readonly object[] }): void;
  get(trackerId: string): object | null;
}
interface Engine {
  destroy(): void;
  onClick(listener: (target: { kind: string; trackerId?: string }) => void): void;
  select(selection: object | null): void;
  fit(bounds: object, options: { instant: boolean }): void;
  rendered(): readonly object[];
}
interface View {
  setLooks(looks: ReadonlyMap<string, object>): void;
}
interface Modules {
  createMaplibreEngine: (options: object) => Engine;
  MapView: new (parts: { store: Store; engine: Engine }) => View;
  PositionStore: new () => Store;
}

const timers = recorded('setTimeout');
const frames = recorded('requestAnimationFrame');

/** Notes how long callbacks take that are given to a function of the window. */
function recorded(name: 'setTimeout' | 'requestAnimationFrame'): { take(): number[] } {
  let spent: number[] = [];
  const original = window[name].bind(window) as (callback: (...args: unknown[]) => void, ...rest: unknown[]) => number;
  const timed = (callback: (...args: unknown[]) => void, ...rest: unknown[]) =>
    original(
      (...args: unknown[]) => {
        const from = performance.now();
        callback(...args);
        spent.push(performance.now() - from);
      },
      ...rest,
    );
  Object.assign(window, { [name]: timed });
  return {
    take() {
      const taken = spent;
      spent = [];
      return taken;
    },
  };
}

const load = async (path: string): Promise<object> => (await import(path)) as object;
const modules = Object.assign(
  {},
  ...(await Promise.all(
    ['/web/map/maplibre-engine.ts', '/web/map/map-view.ts', '/web/live/position-store.ts'].map(load),
  )),
) as Modules;
const { Map: MaplibreMap } = (await load('maplibre-gl')) as { Map: new (options: object) => PeerMap };

interface PeerMap {
  on(event: string, listener: () => void): void;
  getSource(id: string): { setData(data: object): void };
  remove(): void;
}

/** Trackers that walk about a site, each its own way, all a little with every step. */
function fleetOf(size: number) {
  const radius = 0.02;
  return Array.from({ length: size }, (_, index) => {
    const [angle, away] = [index * 2.399963, Math.sqrt((index + 0.5) / size) * radius];
    return {
      id: `t${index}`,
      latitude: BERTH.latitude + away * Math.sin(angle),
      longitude: BERTH.longitude + away * Math.cos(angle),
      heading: (index * 37) % 360,
      status: CONNECTIONS[index % 10 === 0 ? 2 : index % 7 === 0 ? 1 : 0],
    };
  });
}

let step = 0;
function move(fleet: ReturnType<typeof fleetOf>): void {
  step += 1;
  const meters = 1.4 / METERS_PER_DEGREE;
  for (const each of fleet) {
    each.heading = (each.heading + 5) % 360;
    each.latitude += meters * Math.cos((each.heading * Math.PI) / 180);
    each.longitude += meters * Math.sin((each.heading * Math.PI) / 180);
  }
}

// A tracker that reports each ten seconds is in one of forty events, four a second.
const PART_OF_FLEET = 1 / 40;
const RUSH_PAUSE_MS = 5;

function eventOf(fleet: ReturnType<typeof fleetOf>) {
  const at = new Date(Date.UTC(2026, 0, 1) + step * 1_000).toISOString();
  return fleet.map(({ id, latitude, longitude, heading }) => ({
    tracker: { id },
    latitude,
    longitude,
    accuracyMeters: 5,
    speedMetersPerSecond: 1.4,
    headingDegrees: heading,
    batteryPercent: 80,
    recordedAt: at,
    receivedAt: at,
  }));
}

const box = {
  south: BERTH.latitude - 0.015,
  north: BERTH.latitude + 0.015,
  west: BERTH.longitude - 0.02,
  east: BERTH.longitude + 0.02,
};
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
let takeAway = () => {};
const container = () => {
  takeAway();
  const place = document.querySelector('#map');
  if (!place) throw new Error('the page has no place for a map');
  place.replaceChildren();
  return place;
};

function ours(size: number): BenchMap {
  const fleet = fleetOf(size);
  const engine = modules.createMaplibreEngine({
    container: container(),
    theme: 'light',
    label: 'Map',
    onFailure: console.error,
  });
  takeAway = () => engine.destroy();
  const store = new modules.PositionStore();
  const view = new modules.MapView({ store, engine });
  view.setLooks(new Map(fleet.map(({ id, status }) => [id, { label: id, kind: 'person', connection: status }])));
  engine.fit(box, { instant: true });
  store.apply({ snapshot: true, positions: eventOf(fleet) });
  engine.onClick(({ trackerId }) => {
    const at = trackerId === undefined ? null : store.get(trackerId);
    engine.select(at && { at, accuracyMeters: 5, trail: [] });
  });
  return {
    async update(): Promise<Frames> {
      move(fleet);
      const event = eventOf(fleet);
      timers.take();
      frames.take();
      const from = performance.now();
      store.apply({ snapshot: false, positions: event });
      const applied = performance.now() - from;
      await pause(320);
      // Of the timers of this while one was the map's.
      return { handed: Math.max(0, ...timers.take()), applied, frames: frames.take() };
    },
    async rest() {
      move(fleet);
      eventOf(fleet);
      await pause(320);
    },
    async rush(updates) {
      const each = Math.ceil(size * PART_OF_FLEET);
      for (let count = 0; count < updates; count++) {
        const from = (count * each) % size;
        const moving = fleet.slice(from, from + each);
        move(moving);
        store.apply({ snapshot: false, positions: eventOf(moving) });
        await pause(RUSH_PAUSE_MS);
        timers.take();
        frames.take();
      }
    },
    rendered: () => engine.rendered().length,
  };
}

function peer(size: number): Promise<BenchMap> {
  const fleet = fleetOf(size);
  const collection = () => ({
    type: 'FeatureCollection',
    features: fleet.map(({ id, latitude, longitude, heading, status }, index) => ({
      type: 'Feature',
      id: index,
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
      properties: { trackerId: id, label: id, heading, connection: status },
    })),
  });
  const map = new MaplibreMap({
    container: container(),
    center: [BERTH.longitude, BERTH.latitude],
    zoom: 13.5,
    attributionControl: false,
    style: {
      version: 8,
      sources: { points: { type: 'geojson', data: collection() } },
      layers: [{ id: 'points', type: 'circle', source: 'points', paint: { 'circle-radius': 6 } }],
    },
  });
  takeAway = () => map.remove();
  const shown: BenchMap = {
    async update(): Promise<Frames> {
      move(fleet);
      timers.take();
      frames.take();
      const from = performance.now();
      map.getSource('points').setData(collection());
      const handed = performance.now() - from;
      await pause(320);
      return { handed, applied: 0, frames: frames.take() };
    },
    async rest() {
      move(fleet);
      await pause(320);
    },
    rush: () => Promise.reject(new Error('only our map is rushed')),
    rendered: () => size,
  };
  return new Promise((done) => map.on('load', () => done(shown)));
}

Object.assign(window, { bench: { ours, peer } });
