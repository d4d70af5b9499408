import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SingleFlightCache } from './single-flight-cache.ts';

const LIMITS = { entries: 2, weight: 100 };

describe('a single-flight cache', () => {
  test('makes a value once for all who ask, and keeps it', async () => {
    const outcomes: string[] = [];
    const cache = new SingleFlightCache<number>(
      LIMITS,
      () => 1,
      (outcome) => outcomes.push(outcome),
    );
    let made = 0;
    const make = () => Promise.resolve((made += 1));
    assert.deepEqual(await Promise.all([cache.get('a', make), cache.get('a', make)]), [1, 1]);
    assert.equal(await cache.get('a', make), 1);
    assert.deepEqual(outcomes, ['miss', 'joined', 'hit']);
  });

  test('drops the value unused for longest', async () => {
    const cache = new SingleFlightCache<string>(LIMITS, () => 1);
    const get = (key: string, value: string) => cache.get(key, () => Promise.resolve(value));
    await get('a', '1');
    await get('b', '1');
    await get('a', '2');
    await get('c', '1');
    assert.equal(cache.size, 2);
    assert.equal(await get('a', '3'), '1');
    assert.equal(await get('b', '3'), '3');
  });

  test('holds no more weight than allowed, and nothing too heavy on its own', async () => {
    const cache = new SingleFlightCache<string>({ entries: 100, weight: 10 }, (value) => value.length);
    const get = (key: string, value: string) => cache.get(key, () => Promise.resolve(value));
    await get('a', '12345');
    await get('b', '12345');
    assert.equal(cache.size, 2);
    await get('c', '1');
    assert.equal(await get('a', 'gone'), 'gone');
    const kept = cache.size;
    await get('d', '12345678901');
    assert.equal(cache.size, kept);
    assert.equal(await get('d', 'again'), 'again');
  });

  test('tells a failure to everybody who waits and does not keep it', async () => {
    const cache = new SingleFlightCache<string>(LIMITS, () => 1);
    const failing = () => Promise.reject(new Error('no'));
    await assert.rejects(cache.get('a', failing), /no/u);
    assert.equal(await cache.get('a', () => Promise.resolve('yes')), 'yes');
  });
});
