import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createConflation, type Conflation, type TrackerChange } from './conflation.ts';

const point = (at: number) => ({ offsets: {}, at });
const change = (kind: TrackerChange['kind'], trackerId = 'a'): TrackerChange => ({ trackerId, kind });

/** Notes changes and tells what is due. */
function step(conflation: Conflation, now: number, ...changes: TrackerChange[]): string[] {
  conflation.note(changes, point(now));
  const due = conflation.due(now);
  conflation.told(due, now);
  return due;
}

test('tells a tracker at once and then at most once a second', () => {
  const conflation = createConflation();
  assert.deepEqual(step(conflation, 0, change('edited'), change('edited', 'b')), ['a', 'b']);
  assert.deepEqual(step(conflation, 500, change('edited')), []);
  assert.deepEqual(step(conflation, 999), []);
  assert.deepEqual(step(conflation, 1_000), ['a']);
  assert.deepEqual(step(conflation, 5_000), []);
});

test('tells a connected tracker that is heard all the time every ten seconds', () => {
  const conflation = createConflation();
  const told = Array.from({ length: 25 }, (_, second) => second).filter(
    (second) => step(conflation, second * 1_000, change('heard')).length,
  );
  assert.deepEqual(told, [0, 10, 20]);
});

test('does not keep anything else back because a tracker was just heard', () => {
  const conflation = createConflation();
  step(conflation, 0, change('heard'));
  assert.deepEqual(step(conflation, 2_000, change('heard')), []);
  assert.deepEqual(step(conflation, 3_000, change('edited')), ['a']);
  assert.deepEqual(step(conflation, 5_000, change('silent')), ['a']);
  assert.deepEqual(step(conflation, 7_000, change('heard')), ['a'], 'it is connected again');
  assert.deepEqual(step(conflation, 9_000, change('heard')), []);
});

test('takes a tracker for silent that was heard and fell silent between two looks', () => {
  const conflation = createConflation();
  step(conflation, 0, change('heard'));
  assert.deepEqual(step(conflation, 2_000, change('silent'), change('heard')), ['a']);
  assert.deepEqual(step(conflation, 4_000, change('heard')), ['a'], 'hearing it is news again');
});

test('keeps an edited tracker as connected as it was', () => {
  const conflation = createConflation();
  step(conflation, 0, change('heard'));
  step(conflation, 2_000, change('edited'));
  assert.deepEqual(step(conflation, 4_000, change('heard')), []);
});

test('names the point behind which the oldest untold change was found', () => {
  const conflation = createConflation();
  step(conflation, 0, change('heard'), change('heard', 'b'));
  assert.equal(conflation.untold(), null);
  step(conflation, 2_000, change('heard'));
  step(conflation, 3_000, change('heard', 'b'));
  step(conflation, 4_000, change('heard'));
  assert.deepEqual(conflation.untold(), point(2_000));
  step(conflation, 10_000);
  assert.equal(conflation.untold(), null);
});
