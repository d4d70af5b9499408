import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { UnavailableError } from '@trekker/kit';
import { Breaker } from './breaker.ts';

describe('a breaker', () => {
  const create = (failures = 3) => {
    const clock = { now: 0 };
    return { clock, breaker: new Breaker({ failures, openMs: 1_000, now: () => clock.now }) };
  };
  const fail = (breaker: Breaker, times: number) => {
    for (let n = 0; n < times; n++) {
      breaker.pass();
      breaker.failed();
    }
  };

  test('opens after so many failures in a row, and not sooner', () => {
    const { breaker } = create();
    fail(breaker, 2);
    breaker.succeeded();
    fail(breaker, 2);
    breaker.pass();
    breaker.failed();
    assert.equal(breaker.isOpen, true);
    assert.throws(() => breaker.pass(), UnavailableError);
  });

  test('lets one call through after a while, whose outcome decides', () => {
    const { breaker, clock } = create();
    fail(breaker, 3);
    clock.now = 1_000;
    breaker.pass();
    assert.throws(() => breaker.pass(), UnavailableError);
    breaker.failed();
    assert.throws(() => breaker.pass(), UnavailableError);
    clock.now = 2_000;
    breaker.pass();
    breaker.abandoned();
    breaker.pass();
    breaker.succeeded();
    assert.equal(breaker.isOpen, false);
    breaker.pass();
    breaker.pass();
  });

  test('never opens where it is switched off', () => {
    const { breaker } = create(0);
    fail(breaker, 100);
    assert.equal(breaker.isOpen, false);
  });
});
