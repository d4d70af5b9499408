import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cutVisits, latestFirst } from './cut-visits.ts';
import type { ListedVisit } from './listed-visit.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour)).toISOString();
const GATE = { id: 'g', name: 'Gate', kind: 'GATE' } as const;
const visit = (id: string, from: number, to: number | null): ListedVisit => ({
  id,
  from: at(from),
  to: to === null ? null : at(to),
  knownAt: at(from),
  probablePhases: [],
  stalePhases: [],
  lostPhase: null,
  geofence: GATE,
});
const carried = (from: number, to: number | null) => ({
  id: 'a',
  from: at(from),
  to: to === null ? null : at(to),
  tracker: { id: 't' },
});
const times = (visits: readonly ListedVisit[]) => visits.map(({ from, to }) => [from, to]);

test('cuts visits to the time in which the tracker was carried', () => {
  const visits = [visit('v3', 12, null), visit('v2', 8, 11), visit('v1', 5, 7)];
  assert.deepEqual(times(cutVisits(visits, carried(10, 14))), [
    [at(12), at(14)],
    [at(10), at(11)],
  ]);
  assert.deepEqual(times(cutVisits(visits, carried(13, null))), [[at(13), null]]);
  assert.deepEqual(cutVisits(visits, carried(7, 8)), [], 'neither what ended nor what began then');
  assert.deepEqual(cutVisits([visit('v', 15, null)], carried(1, 14)), []);
});

test('keeps which visit of the tracker lies behind it', () => {
  const [cut] = cutVisits([visit('v', 8, 12)], carried(10, null));
  assert.deepEqual([cut?.trackerId, cut?.whole], ['t', { id: 'v', from: at(8), geofence: GATE }]);
});

test('orders visits of several trackers', () => {
  const all = cutVisits([visit('short', 8, 9), visit('open', 8, null), visit('late', 10, 11)], carried(1, null));
  assert.deepEqual(
    latestFirst(all).map(({ whole }) => whole.id),
    ['late', 'open', 'short'],
  );
});
