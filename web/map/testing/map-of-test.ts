import { mock } from 'node:test';
import { PositionStore } from '../../live/position-store.ts';
import { MapView } from '../map-view.ts';
import { RecordingEngine } from './recording-engine.ts';

/** A map that notes what it is told, with nobody on it. */
export function setUp() {
  const store = new PositionStore();
  const engine = new RecordingEngine();
  return { store, engine, view: new MapView({ store, engine }) };
}

let clock = 0;

/** Puts trackers at latitudes, each time a little later than before. */
export function put(store: PositionStore, latitudes: Record<string, number>): void {
  const recordedAt = new Date(Date.UTC(2026, 10, 20) + clock++).toISOString();
  const positions = Object.entries(latitudes).map(([id, latitude]) => ({
    tracker: { id },
    latitude,
    longitude: 10,
    altitudeMeters: null,
    accuracyMeters: null,
    speedMetersPerSecond: null,
    headingDegrees: null,
    batteryPercent: null,
    recordedAt,
    receivedAt: recordedAt,
  }));
  store.apply({ snapshot: false, positions });
}

/** Runs something by a clock that moves by `mock.timers.tick` alone. */
export function withTimers(run: () => void): void {
  mock.timers.enable({ apis: ['setTimeout'] });
  let elapsed = 0;
  const tick = mock.timers.tick.bind(mock.timers);
  const now = mock.method(performance, 'now', () => elapsed);
  mock.method(mock.timers, 'tick', (milliseconds: number) => {
    elapsed += milliseconds;
    tick(milliseconds);
  });
  try {
    run();
  } finally {
    now.mock.restore();
    mock.restoreAll();
    mock.timers.reset();
  }
}
