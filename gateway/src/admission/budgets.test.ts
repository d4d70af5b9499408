import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RequestRefused } from '../errors/request-refused.ts';
import { Budgets } from './budgets.ts';

function setUp(budget = 100, budgetPerSecond = 10) {
  const clock = { at: 1_000_000, now: () => clock.at };
  return { clock, budgets: new Budgets({ budget, budgetPerSecond }, clock) };
}

function refusalOf(act: () => unknown): Readonly<Record<string, unknown>> {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof RequestRefused);
    return error.errors[0]?.extensions ?? {};
  }
  return assert.fail('it was not refused');
}

describe('a budget', () => {
  test('is used up by what is asked, and says when to come back', () => {
    const { budgets, clock } = setUp();
    assert.deepEqual(budgets.charge('ada', 60), { cost: 60, limit: 100, remaining: 40, resetAt: clock.at + 6_000 });
    const { code, retryAfterMs, cost } = refusalOf(() => budgets.charge('ada', 60));
    assert.deepEqual([code, retryAfterMs], ['RATE_LIMITED', 2_000]);
    assert.deepEqual(cost, {
      requested: 60,
      limit: 100,
      remaining: 40,
      used: 60,
      resetAt: new Date(clock.at + 6_000).toISOString(),
    });
    clock.at += 2_000;
    assert.equal(budgets.charge('ada', 60).remaining, 0);
  });

  test("is nobody else's, and never grows beyond its size", () => {
    const { budgets, clock } = setUp();
    budgets.charge('ada', 100);
    assert.equal(budgets.charge('bob', 1).remaining, 99);
    clock.at += 3_600_000;
    assert.equal(budgets.charge('ada', 1).remaining, 99);
  });

  test('lets through what is larger than all of it, once it is full', () => {
    const { budgets } = setUp();
    assert.equal(budgets.charge('ada', 500).remaining, 0);
    assert.equal(refusalOf(() => budgets.charge('ada', 500))['retryAfterMs'], 10_000);
  });

  test('is not touched by what is refused, nor by a clock that goes back', () => {
    const { budgets, clock } = setUp();
    budgets.charge('ada', 50);
    refusalOf(() => budgets.charge('ada', 51));
    clock.at -= 10_000;
    assert.equal(budgets.charge('ada', 50).remaining, 0);
  });

  test('is without limit where there are none', () => {
    assert.deepEqual(setUp(0).budgets.charge('ada', 1e9), { cost: 1e9, limit: null, remaining: null, resetAt: null });
  });

  test('is kept of so many callers, and of those longest silent no longer', () => {
    const { budgets } = setUp();
    budgets.charge('first', 100);
    budgets.charge('second', 100);
    for (let caller = 0; caller < 49_999; caller += 1) budgets.charge(`c${caller}`, 1);
    assert.equal(budgets.charge('first', 1).remaining, 99);
    refusalOf(() => budgets.charge('c49998', 100));
  });
});
