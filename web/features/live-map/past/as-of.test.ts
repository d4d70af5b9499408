import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { PositionStore } from '../../../live/position-store.ts';
import { trackersAsOf, zonesAsOf, type CarriedTracker } from './as-of.ts';

const AT = Date.parse('2026-11-20T12:00:00Z');
const ANNA = { id: 'anna', name: 'Anna', unit: null };
const BORIS = { id: 'boris', name: 'Boris', unit: null };

suite('trackersAsOf', () => {
  test('says who carried a tracker then, not who does now', () => {
    const tracker = carried('t', [
      { from: '2026-11-20T12:00:00.001Z', to: null, person: BORIS },
      { from: '2026-11-20T08:00:00Z', to: '2026-11-20T12:00:00.001Z', person: ANNA },
    ]);
    const [then] = trackersAsOf([tracker], { at: AT, positions: heard({}) });
    assert.equal(then?.person?.name, 'Anna');
    const [later] = trackersAsOf([tracker], { at: AT + 1, positions: heard({}) });
    assert.equal(later?.person?.name, 'Boris');
  });

  test('says how well a tracker was heard from by the age of its position', () => {
    const minutesBefore = { fresh: 1, aging: 5, stale: 20 };
    const trackers = Object.keys(minutesBefore).map((id) => carried(id, []));
    const told = trackersAsOf(trackers, { at: AT, positions: heard(minutesBefore) });
    assert.deepEqual(
      told.map(({ connection, lastHeardAt }) => [connection, lastHeardAt]),
      [
        ['CONNECTED', '2026-11-20T11:59:00.000Z'],
        ['IDLE', '2026-11-20T11:55:00.000Z'],
        ['DISCONNECTED', '2026-11-20T11:40:00.000Z'],
      ],
    );
  });

  test('leaves out what nobody carried and nothing was heard of', () => {
    const later = carried('later', [{ from: '2026-11-21T08:00:00Z', to: null, person: ANNA }]);
    assert.deepEqual(trackersAsOf([later], { at: AT, positions: heard({}) }), []);
    assert.equal(trackersAsOf([later], { at: AT, positions: heard({ later: 1 }) })[0]?.person, null);
  });
});

suite('zonesAsOf', () => {
  test('takes the shape that held, and counts of it', () => {
    const headcount = { present: 2, probable: 0, stale: 1, unknown: 0, limits: [] };
    const zone = {
      id: 'z',
      name: 'Hall',
      kind: 'WORK_ZONE' as const,
      place: null,
      versions: [
        version('z:1', '2026-11-01T00:00:00Z', '2026-11-20T12:00:00.000Z'),
        version('z:2', '2026-11-20T12:00:00.000Z', null),
      ],
    };
    const { zones, headcounts } = zonesAsOf([{ zone, headcount }], AT);
    assert.deepEqual(
      zones.map(({ version: { id } }) => id),
      ['z:2'],
    );
    assert.deepEqual(headcounts.zones.get('z'), { ...headcount, version: 0, shape: 'z:2' });
    assert.equal(zonesAsOf([{ zone, headcount }], AT - 1).zones[0]?.version.id, 'z:1');
  });
});

function carried(id: string, assignments: readonly Partial<CarriedTracker['assignments'][number]>[]): CarriedTracker {
  return {
    id,
    name: `Tracker ${id}`,
    identifiers: [id],
    unit: null,
    assignments: assignments.map((each) => ({ from: '', to: null, person: null, asset: null, ...each })),
  };
}

function heard(minutesBefore: Readonly<Record<string, number>>): PositionStore {
  const store = new PositionStore();
  const positions = Object.entries(minutesBefore).map(([id, minutes]) => ({
    tracker: { id },
    latitude: 1,
    longitude: 2,
    altitudeMeters: null,
    accuracyMeters: null,
    speedMetersPerSecond: null,
    headingDegrees: null,
    batteryPercent: null,
    recordedAt: new Date(AT - minutes * 60_000).toISOString(),
    receivedAt: new Date(AT).toISOString(),
  }));
  store.apply({ snapshot: true, positions });
  return store;
}

function version(id: string, validFrom: string, validTo: string | null) {
  const rules = { minAltitudeMeters: null, maxAltitudeMeters: null };
  return { id, validFrom, validTo, boundary: null, circle: null, corridor: null, rules };
}
