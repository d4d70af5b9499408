import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carriedLanes, numbered } from './carried-lanes.ts';

const SPAN = { from: Date.parse('2026-11-20T00:00:00Z'), to: Date.parse('2026-11-21T00:00:00Z') };
const ANNA = { kind: 'person', id: 'anna' } as const;

test('a person is replayed by the trackers they carried then, not by those they carry now', () => {
  const trackers = [
    tracker('then', [{ from: '2026-11-19T08:00:00Z', to: '2026-11-20T12:00:00Z', person: { id: 'anna' } }]),
    tracker('now', [{ from: '2026-11-21T06:00:00Z', to: null, person: { id: 'anna' } }]),
    tracker('other', [{ from: '2026-11-19T08:00:00Z', to: null, person: { id: 'boris' } }]),
    tracker('never', [{ from: '2026-11-20T08:00:00Z', to: '2026-11-20T08:00:00Z', person: { id: 'anna' } }]),
  ];
  const lanes = carriedLanes(trackers, { chosen: ANNA, label: 'Anna', span: SPAN });
  assert.deepEqual(
    lanes.map(({ trackerId }) => trackerId),
    ['then'],
  );
  assert.deepEqual(lanes[0]?.carried, [
    { from: Date.parse('2026-11-19T08:00:00Z'), to: Date.parse('2026-11-20T12:00:00Z') },
  ]);
  assert.deepEqual(
    numbered(lanes).lanes.map(({ number }) => number),
    [1],
  );
});

test('no more trackers are replayed at once than there is room for, and that some are left out is known', () => {
  const trackers = Array.from({ length: 13 }, (_, index) =>
    tracker(`t${index}`, [{ from: '2026-11-20T08:00:00Z', to: null, person: { id: 'anna' } }]),
  );
  const found = carriedLanes(trackers, { chosen: ANNA, label: 'Anna', span: SPAN });
  const { lanes, cut } = numbered(found);
  assert.deepEqual([lanes.length, lanes.at(-1)?.number, cut], [12, 12, true]);
  assert.equal(numbered(found.slice(1)).cut, false);
});

test('an assignment that lasts has no end', () => {
  const trackers = [tracker('a', [{ from: '2026-11-20T08:00:00Z', to: null, asset: { id: 'truck' } }])];
  const [lane] = carriedLanes(trackers, { chosen: { kind: 'asset', id: 'truck' }, label: 'Truck', span: SPAN });
  assert.equal(lane?.carried?.[0]?.to, Number.POSITIVE_INFINITY);
});

function tracker(id: string, assignments: Parameters<typeof carriedLanes>[0][number]['assignments']) {
  return { id, name: id, assignments };
}
