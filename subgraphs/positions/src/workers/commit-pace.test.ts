import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CommitPace } from './commit-pace.ts';

/** Commits of so many rows, 100 ms apart, with more waiting behind each; when the next would be. */
function busy(pace: CommitPace, rows: readonly number[], from = 0): number {
  let now = from;
  for (const count of rows) {
    pace.committed(count, { moreWait: true, now });
    now += 100;
  }
  return now;
}

test('tells nothing before it has seen a quarter of a second with more waiting than a commit takes', () => {
  const pace = new CommitPace();
  assert.equal(pace.millisecondsFor(1_000_000, 0), 0);
  const now = busy(pace, [1_000, 1_000, 1_000]);
  assert.equal(pace.millisecondsFor(1_000_000, now), 0);
});

test('tells how long a queue lasts by what was stored since more waited', () => {
  const pace = new CommitPace();
  // The first commit ends where the looking begins: its rows were stored before.
  const now = busy(pace, [9_999, 1_000, 1_000, 1_000]);
  assert.equal(pace.millisecondsFor(5_000, now), 500);
});

test('looks anew in each quarter of a second, and lets the last count for two fifths', () => {
  const pace = new CommitPace();
  const now = busy(pace, [0, 1_000, 1_000, 1_000]);
  const later = busy(pace, [2_000, 2_000, 2_000], now);
  assert.equal(pace.millisecondsFor(14_000, later), 1_000);
});

test('counts neither what is stored while few wait nor the pause behind it', () => {
  const pace = new CommitPace();
  const now = busy(pace, [0, 1_000, 1_000, 1_000]);
  pace.committed(10, { moreWait: false, now });
  for (const later of [1_000, 2_000, 3_000]) pace.committed(10, { moreWait: false, now: now + later });
  const again = busy(pace, [0, 1_000, 1_000, 1_000], now + 5_000);
  assert.equal(pace.millisecondsFor(10_000, again), 1_000);
});

test('forgets after ten seconds what it saw, and lets nothing of it count then', () => {
  const pace = new CommitPace();
  const now = busy(pace, [0, 10, 10, 10]) - 100;
  assert.equal(pace.millisecondsFor(1_000, now + 10_000), 10_000);
  assert.equal(pace.millisecondsFor(1_000, now + 10_001), 0);
  pace.committed(10, { moreWait: false, now });
  const later = busy(pace, [0, 1_000, 1_000, 1_000], now + 20_000);
  assert.equal(pace.millisecondsFor(10_000, later), 1_000);
});
