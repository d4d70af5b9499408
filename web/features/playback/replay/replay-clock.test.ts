import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantOf, isRunning, paused, played, sought, sped, type ReplayClock } from './replay-clock.ts';

const CLOCK: ReplayClock = { from: 1_000, to: 601_000, speed: 60, at: 1_000, since: null };

test('an hour at 60 times takes a minute of the wall, however many frames there are', () => {
  const running = played(CLOCK, 5_000);
  assert.equal(instantOf(running, 5_000), 1_000);
  assert.equal(instantOf(running, 6_000), 61_000);
  assert.equal(instantOf(running, 5_000.5), 1_030);
});

test('while it stands no time passes, and it goes on where it stood', () => {
  const stands = paused(played(CLOCK, 0), 1_000);
  assert.equal(instantOf(stands, 90_000), 61_000);
  assert.equal(instantOf(played(stands, 90_000), 91_000), 121_000);
});

test('another speed begins where the replay is', () => {
  const faster = sped(played(CLOCK, 0), { speed: 600, wall: 1_000 });
  assert.equal(instantOf(faster, 1_000), 61_000);
  assert.equal(instantOf(faster, 1_100), 121_000);
});

test('it ends at the end, does not run there, and begins anew when it is played again', () => {
  const running = played(CLOCK, 0);
  assert.equal(isRunning(running, 9_999), true);
  assert.equal(isRunning(running, 10_000), false);
  assert.equal(instantOf(running, 1_000_000), 601_000);
  assert.equal(instantOf(played(running, 1_000_000), 1_000_000), 1_000);
});

test('an instant outside of the span is its nearest end, and seeking neither starts nor stops', () => {
  assert.equal(instantOf(sought(CLOCK, { instant: 0, wall: 7 }), 900), 1_000);
  assert.equal(instantOf(sought(CLOCK, { instant: 1e12, wall: 7 }), 900), 601_000);
  assert.equal(sought(CLOCK, { instant: 5_000, wall: 7 }).since, null);
  assert.equal(instantOf(sought(played(CLOCK, 0), { instant: 5_000, wall: 100 }), 200), 11_000);
});

test('a wall clock that is read before it began to run does not lead back', () => {
  assert.equal(instantOf(played(CLOCK, 500), 400), 1_000);
});
