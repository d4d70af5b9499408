import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { PositionStore } from '../../live/position-store.ts';
import type { MarkerLook } from '../features/marker-diff.ts';
import { iconOf } from './atlas.ts';
import { Crowd, NO_HEADING, NO_ICON, POINT_WIDTH } from './crowd.ts';

const ANNA: MarkerLook = { label: 'Anna', kind: 'person', connection: 'CONNECTED' };
const PLACE = { latitude: 52.516_275_1, longitude: 13.377_704_3 };

suite('Crowd', () => {
  test('places points to less than a millimetre by two small floats', () => {
    const crowd = crowdOf({ a: PLACE });
    const [x = 0, y = 0, restX = 0, restY = 0] = crowd.points;
    const wanted = { x: 0.5 + PLACE.longitude / 360, y: mercatorOf(PLACE.latitude) };
    // The world is some 40,000 km wide.
    assert.ok(Math.abs(x + restX - wanted.x) * 4e10 < 1, 'millimetres');
    assert.ok(Math.abs(y + restY - wanted.y) * 4e10 < 1, 'millimetres');
    assert.ok(Math.abs(x - wanted.x) * 4e7 > 0.05, 'one float alone is decimetres off');
  });

  test('says how everybody looks, and whither who moves goes', () => {
    const store = new PositionStore();
    put(store, { a: { ...PLACE, speed: 2, heading: 90 }, b: { ...PLACE, speed: 0, heading: 90 } });
    const crowd = new Crowd(store);
    crowd.update(new Map([['a', ANNA]]));
    assert.deepEqual(looksOf(crowd), [
      [iconOf(ANNA), 90],
      [iconOf({ kind: 'tracker', connection: 'DISCONNECTED' }), NO_HEADING],
    ]);
    crowd.update(new Map([['b', ANNA]]));
    assert.deepEqual(
      looksOf(crowd).map(([icon]) => icon),
      [iconOf({ kind: 'tracker', connection: 'DISCONNECTED' }), iconOf(ANNA)],
    );
  });

  test('takes in who came and lets go of who left', () => {
    const store = new PositionStore(1);
    put(store, { a: PLACE });
    const crowd = new Crowd(store);
    const looks = new Map([['a', ANNA]]);
    crowd.update(looks);
    put(store, { b: PLACE, c: PLACE }, true);
    crowd.update(looks);
    assert.deepEqual(
      looksOf(crowd).map(([icon]) => icon === NO_ICON),
      [true, false, false],
    );
    put(store, { a: PLACE });
    crowd.update(looks);
    assert.equal(looksOf(crowd)[0]?.[0], iconOf(ANNA));
  });

  test('draws who is heard from best above, and nobody without a position', () => {
    const store = new PositionStore();
    put(store, { a: PLACE, b: PLACE, c: PLACE });
    const crowd = new Crowd(store);
    const idle: MarkerLook = { ...ANNA, connection: 'IDLE' };
    crowd.update(
      new Map([
        ['a', ANNA],
        ['b', { ...ANNA, connection: 'DISCONNECTED' }],
        ['c', idle],
      ]),
    );
    assert.deepEqual([...crowd.order], [1, 2, 0]);
    const later = new Map([
      ['a', idle],
      ['c', ANNA],
    ]);
    crowd.update(later);
    assert.deepEqual([...crowd.order], [1, 0, 2]);
    put(store, { b: PLACE, c: PLACE }, true);
    crowd.update(later);
    assert.deepEqual([...crowd.order], [1, 2]);
  });

  test('counts and names who is in a box', () => {
    const crowd = crowdOf({ a: PLACE, b: { latitude: 1, longitude: 1 } });
    const box = { south: 52, west: 13, north: 53, east: 14 };
    assert.equal(crowd.countWithin(box, 10), 1);
    assert.equal(crowd.countWithin({ south: -90, west: -180, north: 90, east: 180 }, 1), 1);
    assert.deepEqual(
      crowd.within(box).map(({ trackerId, label }) => [trackerId, label]),
      [['a', 'Anna']],
    );
  });
});

interface Told {
  readonly latitude: number;
  readonly longitude: number;
  readonly speed?: number;
  readonly heading?: number;
}

function crowdOf(places: Readonly<Record<string, Told>>): Crowd {
  const store = new PositionStore();
  put(store, places);
  const crowd = new Crowd(store);
  crowd.update(new Map([['a', ANNA]]));
  return crowd;
}

function put(store: PositionStore, places: Readonly<Record<string, Told>>, snapshot = false): void {
  const positions = Object.entries(places).map(([id, { latitude, longitude, speed, heading }]) => ({
    tracker: { id },
    latitude,
    longitude,
    altitudeMeters: null,
    accuracyMeters: null,
    speedMetersPerSecond: speed ?? null,
    headingDegrees: heading ?? null,
    batteryPercent: null,
    recordedAt: '2026-11-20T12:00:00Z',
    receivedAt: '2026-11-20T12:00:00Z',
  }));
  store.apply({ snapshot, positions });
}

function looksOf({ points }: Crowd): [number, number][] {
  return Array.from({ length: points.length / POINT_WIDTH }, (_, slot) => [
    points[slot * POINT_WIDTH + 4] ?? Number.NaN,
    points[slot * POINT_WIDTH + 5] ?? Number.NaN,
  ]);
}

function mercatorOf(latitude: number): number {
  return 0.5 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / (2 * Math.PI);
}
