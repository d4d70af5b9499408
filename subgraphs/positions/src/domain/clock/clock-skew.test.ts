import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { PositionRecord } from '@trekker/geo';

import { clockFlags } from '../flags/clock-flags.ts';
import { clockSkewAt } from './clock-skew.ts';
import { delaysOf, startOfHour } from './delays.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 5, 1);

/** A message known so many milliseconds after the start that was recorded `delay` before. */
const message = (knownAfter: number, delay: number) => {
  const at = START + knownAfter;
  const record = { trackerId: 'x', recordedAt: at - delay } as PositionRecord;
  return { at, partition: 0, records: [record] };
};
/** One message an hour. */
const hourly = (delays: readonly number[]) => delays.map((delay, hour) => message(hour * HOUR + 60_000, delay));
const skewOf = (messages: ReturnType<typeof hourly>, hour = Infinity) => {
  const delays = delaysOf(messages);
  const newest = Math.max(...delays.map((one) => one.hour));
  return clockSkewAt(delays, Math.min(newest, hour));
};

test('takes the shortest delays for the clock, ahead as behind, and is sure once enough hours agree', () => {
  const until = (hours: number) => START + (hours - 1) * HOUR;
  const behind = skewOf(hourly(Array<number>(24).fill(90_000)));
  assert.deepEqual(behind, { offsetMs: -90_000, confidence: 1, messages: 24, hours: 24, newestHour: until(24) });
  const ahead = skewOf(hourly(Array<number>(12).fill(-120_000)));
  assert.deepEqual(ahead, { offsetMs: 120_000, confidence: 1, messages: 12, hours: 12, newestHour: until(12) });
  const unsure = { offsetMs: -500, confidence: 2 / 6, messages: 2, hours: 2, newestHour: until(2) };
  assert.deepEqual(skewOf(hourly([500, 500])), unsure);
  assert.equal(clockSkewAt([], START), null);
});

test('does not take what was handed in late for a clock that is behind', () => {
  // Offline for five hours, then everything at once, the oldest first, up to now.
  const backlog = Array.from({ length: 300 }, (_, minute) => message(9 * HOUR + minute * 100, (300 - minute) * 60_000));
  const usual = hourly(Array<number>(4).fill(2_000));
  assert.equal(skewOf([...usual, ...backlog, message(9 * HOUR + 40_000, 1_500)])?.offsetMs, -2_000);
  // More than half of the hours know nothing but old messages.
  const mostlyLate = hourly(Array.from({ length: 24 }, (_, hour) => (hour % 5 < 3 ? 3 * HOUR + hour * 60_000 : 1_000)));
  const skew = skewOf(mostlyLate);
  assert.equal(skew?.offsetMs, -1_000);
  assert.ok(skew.confidence < 0.5, 'and says that it is not sure');
  assert.deepEqual(skewOf(hourly([25 * HOUR])), null, 'older than a day is no clock');
});

test('sees a clock that is set to another time zone', () => {
  const zone = Array.from({ length: 24 }, (_, hour) => 5 * HOUR + (hour % 7) * 1_000);
  const skew = skewOf(hourly(zone));
  assert.deepEqual([skew?.offsetMs, skew?.confidence], [-5 * HOUR - 1_000, 1]);
});

test('is not moved by a few wild times, and follows a clock that was set anew', () => {
  const wild = hourly(Array.from({ length: 24 }, (_, hour) => (hour % 6 === 5 ? -250_000 : 800)));
  assert.equal(skewOf(wild)?.offsetMs, -800);
  const mended = hourly([...Array<number>(24).fill(600_000), ...Array<number>(24).fill(1_000)]);
  assert.equal(skewOf(mended)?.offsetMs, -1_000);
  assert.equal(skewOf(mended, START + 23 * HOUR)?.offsetMs, -600_000, 'what it was then stays what it was');
});

test('keeps of each hour what does not depend on how messages are put together', () => {
  const messages = Array.from({ length: 200 }, (_, index) => message(index * 97_001, ((index * 7919) % 5_000) - 1_000));
  const whole = delaysOf(messages);
  const parts = messages.flatMap((one) => delaysOf([one]));
  for (const { hour, leastDelayMs, messages: count } of whole) {
    const same = parts.filter((part) => part.hour === hour);
    assert.equal(leastDelayMs, Math.min(...same.map((part) => part.leastDelayMs)));
    assert.equal(count, same.length);
  }
  assert.equal(startOfHour(START + HOUR - 1), START);
});

test('flags a position by its own time and by a sure estimate, and by no other', () => {
  const sure = (offsetMs: number) => ({ offsetMs, confidence: 0.5, messages: 9, hours: 9, newestHour: START });
  const kindsOf = (aheadMs: number, skew: Parameters<typeof clockFlags>[1]) =>
    clockFlags({ recordedAt: START + aheadMs, receivedAt: START }, skew).map(({ kind, value }) => `${kind} ${value}`);
  assert.deepEqual(kindsOf(30_000, null), []);
  assert.deepEqual(kindsOf(30_001, null), ['CLOCK_AHEAD 30.001']);
  assert.deepEqual(kindsOf(-HOUR, sure(120_000)), ['CLOCK_AHEAD 120']);
  assert.deepEqual(kindsOf(-HOUR, sure(-HOUR)), ['CLOCK_BEHIND 3600']);
  assert.deepEqual(kindsOf(-HOUR, { ...sure(-HOUR), confidence: 0.49 }), []);
  assert.deepEqual(kindsOf(0, sure(-30_000)), []);
});
