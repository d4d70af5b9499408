import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createServerClock } from './server-clock.ts';

test('the clock follows the server although this machine is set wrong', () => {
  let local = 1_000_000;
  const clock = createServerClock(() => local);
  clock.learn(1_500_000);
  local += 2_000;
  assert.equal(clock.now(), 1_502_000);
});

test('the answer that travelled shortest decides', () => {
  let local = 0;
  const clock = createServerClock(() => local);
  clock.learn(900);
  local = 1_000;
  clock.learn(1_990);
  local = 2_000;
  clock.learn(2_400);
  assert.equal(clock.now(), 2_990);
});
