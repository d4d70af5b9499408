import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ZoneRow } from '../../../live/headcount/use-zones.ts';
import { PositionStore, type LatestPosition } from '../../../live/position-store.ts';
import type { PlannedPlace } from '../../../live/use-plan.ts';
import { floorOf, isSeen, levelOf, storeysOf, zonesOnFloor, type ChosenFloor } from './floors.ts';
import { countsOn } from './use-positions-on-floor.ts';

const PLACES = [
  place('site', 'SITE', null),
  place('hall', 'BUILDING', 'site'),
  place('ground', 'FLOOR', 'hall'),
  place('first', 'FLOOR', 'hall'),
  place('lab', 'AREA', 'first'),
  place('attic', 'FLOOR', 'hall', square(10.001)),
  place('nowhere', 'FLOOR', 'site'),
];
const ZONES = [
  zone('yard', 'site', {}),
  zone('entrance', 'ground', { minAltitudeMeters: -1, maxAltitudeMeters: 3.5 }),
  zone('bench', 'lab', { minAltitudeMeters: 4, maxAltitudeMeters: 6 }),
  zone('shelf', 'lab', { minAltitudeMeters: 3.5, maxAltitudeMeters: 7 }),
  zone('door', 'lab', {}),
];

suite('storeysOf', () => {
  test('lists floors from the top down, those without altitudes behind them', () => {
    const [hall, ...others] = storeysOf(PLACES, ZONES);
    assert.deepEqual(others, [], 'a floor that is nowhere is not listed');
    assert.equal(hall?.name, 'hall');
    assert.deepEqual(
      hall.floors.map(({ id, band }) => [id, band]),
      [
        ['first', { from: 3.5, to: 7 }],
        ['ground', { from: -1, to: 3.5 }],
        ['attic', null],
      ],
    );
  });

  test('orders floors without altitudes by name', () => {
    const places = ['Floor 10', 'Floor 2'].map((name) => place(name, 'FLOOR', 'hall', square(10)));
    const [hall] = storeysOf([place('hall', 'BUILDING', null), ...places], []);
    assert.deepEqual(
      hall?.floors.map(({ id }) => id),
      ['Floor 2', 'Floor 10'],
    );
  });

  test('reaches over the plans and the zones of its floors, and no further', () => {
    const [hall] = storeysOf(PLACES, ZONES);
    assert.deepEqual(hall?.bounds, { south: 53, west: 10, north: 53.0005, east: 10.0015 });
  });
});

suite('a floor that is looked at', () => {
  test('has its own zones and those of no other floor', () => {
    const shown = (selectedId: string | null) =>
      zonesOnFloor(ZONES, { places: PLACES, floor: chosen('first'), selectedId }).map(({ id }) => id);
    assert.deepEqual(shown(null), ['yard', 'bench', 'shelf', 'door']);
    assert.deepEqual(shown('entrance'), ['yard', 'entrance', 'bench', 'shelf', 'door']);
  });

  test('is known by the altitude, its limits included, above the ground it covers', () => {
    const first = chosen('first');
    const level = (altitudeMeters: number | null, longitude = 10.0002) =>
      levelOf(positionAt({ altitudeMeters, longitude }), first);
    assert.deepEqual(
      [3.4, 3.5, 7, 7.1].map((altitude) => level(altitude)),
      ['elsewhere', 'here', 'here', 'elsewhere'],
    );
    assert.equal(level(null), 'unknown');
    assert.equal(level(50, 10.1), 'outside');
    assert.equal(levelOf(positionAt({ altitudeMeters: 1 }), chosen('attic')), 'unknown');
  });

  test('says how many are left out and of how many nothing is known', () => {
    const store = positions([{ altitudeMeters: 1 }, { altitudeMeters: 1 }, {}, {}, {}, { altitudeMeters: 5 }]);
    assert.deepEqual(countsOn(store, { floor: chosen('first'), kept: new Set(['t1', 't2']) }), {
      elsewhere: 1,
      unknown: 2,
    });
  });

  test('is none that there is not', () => {
    assert.equal(floorOf(storeysOf(PLACES, ZONES), 'cellar'), null);
    assert.equal(floorOf(storeysOf(PLACES, ZONES), null), null);
  });
});

test('what is a dot on the screen, or beside it, is not seen', () => {
  const box = { south: 53, west: 10, north: 53.001, east: 10.001 };
  const around = (degrees: number) => ({
    south: 53 - degrees,
    west: 10 - degrees,
    north: 53 + degrees,
    east: 10 + degrees,
  });
  assert.equal(isSeen(box, around(0.005)), true);
  assert.equal(isSeen(box, around(0.0001)), true, 'a part of it');
  assert.equal(isSeen(box, around(1)), false, 'a dot');
  assert.equal(isSeen(box, { south: 53, west: 10.002, north: 53.002, east: 10.004 }), false, 'beside');
});

function chosen(id: string): ChosenFloor {
  const floor = floorOf(storeysOf(PLACES, ZONES), id);
  assert.ok(floor);
  return floor;
}

function place(id: string, kind: PlannedPlace['kind'], parent: string | null, plan: unknown = null): PlannedPlace {
  return { id, name: id, kind, parent: parent === null ? null : { id: parent }, plan };
}

function zone(
  id: string,
  placeId: string,
  { minAltitudeMeters = null, maxAltitudeMeters = null }: Partial<ZoneRow['version']['rules']>,
): ZoneRow {
  const [{ geometry: boundary }] = square(10).features;
  return {
    id,
    name: id,
    kind: 'WORK_ZONE',
    place: { id: placeId, name: placeId },
    version: { id, boundary, circle: null, corridor: null, rules: { minAltitudeMeters, maxAltitudeMeters } },
  };
}

/** A plan of one square of half a thousandth of a degree. */
function square(west: number) {
  const [south, north, east] = [53, 53.0005, Math.round((west + 0.0005) * 1e7) / 1e7];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const geometry = { type: 'Polygon', coordinates: [ring] } as const;
  const features = [{ type: 'Feature', properties: { role: 'BUILDING' }, geometry }] as const;
  return { type: 'FeatureCollection', features } as const;
}

function positionAt(fix: Fix): LatestPosition {
  const position = positions([fix]).get('t0');
  assert.ok(position);
  return position;
}

interface Fix {
  readonly altitudeMeters?: number | null;
  readonly longitude?: number;
}

function positions(fixes: readonly Fix[]) {
  const store = new PositionStore();
  store.apply({
    snapshot: true,
    positions: fixes.map(({ altitudeMeters = null, longitude = 10.0002 }, index) => ({
      tracker: { id: `t${index}` },
      latitude: 53.0002,
      longitude,
      altitudeMeters,
      accuracyMeters: null,
      speedMetersPerSecond: null,
      headingDegrees: null,
      batteryPercent: null,
      recordedAt: '2026-11-20T12:00:00Z',
      receivedAt: '2026-11-20T12:00:00Z',
    })),
  });
  return store;
}
