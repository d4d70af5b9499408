import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fence, LATER, SECOND, T, track } from './line-world.ts';
import { oraclePersonVisits, type OracleAssignment } from './oracle-person-visits.ts';
import { oracleVisits } from './oracle-visits.ts';

const rules = { staleAfterSeconds: 300 };

/** A tracker called by a letter that walked a track. */
function tracker(trackerId: string, text: string) {
  const fixes = track(text);
  return { trackerId, fixes, visits: oracleVisits({ fixes, versions: fence(rules), until: LATER }) };
}

function carried(trackerId: string, from: number, to: number | null = null, priority = 0): OracleAssignment {
  return { trackerId, personId: 'p', from: T + from * SECOND, to: to === null ? null : T + to * SECOND, priority };
}

/** Visits of people as text: `tracker from-to REASON`. */
function told(trackers: ReturnType<typeof tracker>[], assignments: OracleAssignment[]): string {
  const second = (instant: number | null) => (instant === null ? '' : `${Math.floor((instant - T) / SECOND)}`);
  return oraclePersonVisits({ trackers, assignments })
    .map(({ trackerId, from, to, endReason, stale }) => {
      const silent = stale.map((phase) => ` [${second(phase.from)}-${second(phase.to)}]`).join('');
      return `${trackerId} ${second(from)}-${second(to)}${endReason ? ` ${endReason}` : ''}${silent}`;
    })
    .join(', ');
}

test('gives a person the part of a visit during which the tracker was carried', () => {
  const a = tracker('a', '0:50 100:50 200:300');
  assert.equal(told([a], [carried('a', -50)]), 'a 0-200 LEFT');
  assert.equal(told([a], [carried('a', 50, 150)]), 'a 50-150 HANDED_OVER');
  assert.equal(told([a], [carried('a', 50, 100), carried('a', 100, 150)]), 'a 50-150 HANDED_OVER');
  assert.equal(told([a], [carried('a', 200)]), '');
  assert.equal(told([a], []), '');
});

test('cuts phases to the part', () => {
  const a = tracker('a', '0:50 900:50 1000:300');
  assert.equal(told([a], [carried('a', 400, 600)]), 'a 400-600 HANDED_OVER [400-600]');
});

test('lets the tracker that is heard best speak', () => {
  const a = tracker('a', '0:50 100:50 1000:50 2000:300');
  const b = tracker('b', '0:50 200:50 400:50 600:50 800:50 1100:300');
  assert.equal(
    told([a, b], [carried('a', 0, null, 1), carried('b', 0, 1_050)]),
    'a 0-400 OTHER_TRACKER, b 400-1000 OTHER_TRACKER, a 1000-2000 LEFT [1300-2000]',
  );
});

test('of trackers heard equally well lets the higher priority speak, then the later change, then the lower id', () => {
  const a = tracker('a', '0:50 100:50 200:50');
  const b = tracker('b', '0:300 50:50 100:50 200:50');
  const until = (trackerId: string, priority = 0) => carried(trackerId, 60, 210, priority);
  assert.equal(told([a, b], [until('a', 1), until('b')]), 'a 60-210 HANDED_OVER');
  assert.equal(told([a, b], [until('a'), until('b')]), 'b 60-210 HANDED_OVER');
  assert.equal(told([tracker('c', '0:50 200:50'), a], [until('c'), until('a')]), 'a 60-210 HANDED_OVER');
});
