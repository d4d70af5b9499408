import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createTicker } from './ticker.ts';

test('the hand moves once a second while anybody watches, and no timer is left after', () => {
  mock.timers.enable({ apis: ['setInterval'] });
  try {
    let local = 0;
    const ticker = createTicker(() => local);
    let steps = 0;
    const leave = ticker.subscribe(() => steps++);
    local = 1_000;
    mock.timers.tick(1_000);
    assert.equal(steps, 1);
    assert.equal(ticker.snapshot(), 1_000);
    leave();
    mock.timers.tick(5_000);
    assert.equal(steps, 1);
  } finally {
    mock.timers.reset();
  }
});
