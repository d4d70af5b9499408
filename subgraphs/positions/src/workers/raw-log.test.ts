import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createRawLog, type RawLogOptions } from './raw-log.ts';

/** A log that writes nothing. */
function rawLog(perSecond: number) {
  let now = 0;
  const options = { perSecond, clock: { now: () => now } } as unknown as RawLogOptions;
  const log = createRawLog(options);
  const [kept, dropped] = log.measures;
  return {
    wantedOf: (count: number, identifier = 'phone') =>
      Array.from({ length: count }, () => log.wants('tenant', identifier)).filter(Boolean).length,
    counted: () => [kept, dropped].map((measure) => measure?.read()[0]?.value),
    pass: (ms: number) => void (now += ms),
  };
}

test('of a device sixty messages are kept at once and then one a second', () => {
  const { wantedOf, pass, counted } = rawLog(1_000);
  assert.equal(wantedOf(100), 60);
  assert.equal(wantedOf(100, 'another phone'), 60);
  pass(2_000);
  assert.equal(wantedOf(100), 2);
  assert.deepEqual(counted(), [0, 178]);
});

test('of all devices as many a second are kept as is set, and none where none is', () => {
  const { wantedOf, pass } = rawLog(50);
  assert.equal(wantedOf(55), 50);
  pass(1_000);
  assert.equal(wantedOf(10, 'another phone'), 10);
  assert.equal(rawLog(0).wantedOf(5), 0);
});
