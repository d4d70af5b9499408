import assert from 'node:assert/strict';
import { test } from 'node:test';

import { connectionPeriods, type ConnectionPeriod } from './connection-periods.ts';
import { connectionStatus } from './connection-status.ts';
import { followSigns } from './follow-signs.ts';
import type { HeardSpan } from './heard-span.ts';

const limits = { connectedWithinMs: 4, idleWithinMs: 9 };
const periodsOf = (spans: HeardSpan[], question: { from: number; to: number; now: number }) =>
  connectionPeriods(spans, { ...question, ...limits }).map(({ status, from, to }) => [status, from, to]);

test('is connected from the first sign of life of a span until silence after its last is too long, then idle', () => {
  const spans = [
    { first: 10, last: 20 },
    { first: 40, last: 40 },
  ];
  assert.deepEqual(periodsOf(spans, { from: 0, to: 100, now: 60 }), [
    ['DISCONNECTED', 0, 10],
    ['CONNECTED', 10, 24],
    ['IDLE', 24, 29],
    ['DISCONNECTED', 29, 40],
    ['CONNECTED', 40, 44],
    ['IDLE', 44, 49],
    ['DISCONNECTED', 49, null],
  ]);
});

test('is idle no longer than until it is heard again', () => {
  const spans = [
    { first: 10, last: 10 },
    { first: 16, last: 16 },
  ];
  assert.deepEqual(periodsOf(spans, { from: 12, to: 17, now: 17 }), [
    ['CONNECTED', 12, 14],
    ['IDLE', 14, 16],
    ['CONNECTED', 16, 17],
  ]);
});

test('lasts where it holds now and more than now was asked for, and tells nothing that is later', () => {
  const spans = [{ first: 10, last: 10 }];
  assert.deepEqual(periodsOf(spans, { from: 10, to: 30, now: 12 }), [['CONNECTED', 10, null]]);
  assert.deepEqual(periodsOf(spans, { from: 10, to: 12, now: 12 }), [['CONNECTED', 10, 12]]);
  assert.deepEqual(periodsOf(spans, { from: 13, to: 30, now: 12 }), []);
});

test('is disconnected as soon as its connection ended', () => {
  const spans = [
    { first: 10, last: 20, endedAt: 22 },
    { first: 30, last: 30, endedAt: 37 },
  ];
  assert.deepEqual(periodsOf(spans, { from: 10, to: 50, now: 60 }), [
    ['CONNECTED', 10, 22],
    ['DISCONNECTED', 22, 30],
    ['CONNECTED', 30, 34],
    ['IDLE', 34, 37],
    ['DISCONNECTED', 37, 50],
  ]);
});

test('was disconnected all the time when it was never heard', () => {
  assert.deepEqual(periodsOf([], { from: 3, to: 8, now: 20 }), [['DISCONNECTED', 3, 8]]);
});

test('says for every instant what the status was then, whatever was heard', () => {
  const random = seededRandom(7);
  for (let round = 0; round < 400; round += 1) {
    const heard = Array.from({ length: random(9) }, () => random(60)).toSorted((a, b) => a - b);
    const spans = spansOf(heard);
    const from = random(50);
    const question = { from, to: from + 1 + random(50), now: random(80), ...limits };
    const relevant = spans.filter(({ first }, index) => first > from || (spans[index + 1]?.first ?? Infinity) > from);
    const periods = connectionPeriods(relevant, question);
    const context = JSON.stringify({ heard, question, periods });
    for (let at = question.from; at < Math.min(question.to, question.now + 1); at += 1) {
      const last = heard.findLast((one) => one <= at) ?? null;
      const [period, ...more] = periods.filter((one) => one.from <= at && at < (one.to ?? Infinity));
      assert.deepEqual([period?.status, more], [connectionStatus(last, at, limits), []], `${at} of ${context}`);
    }
    assertWhole(periods, question, context);
  }
});

/** The spans that signs of life make. */
function spansOf(heard: readonly number[]): HeardSpan[] {
  const unheard = { span: null, connectionId: null, end: null, way: null };
  const signs = heard.map((at, offset) => ({ kind: 'heard' as const, at, offset, way: null }));
  const { closed, state } = followSigns(unheard, signs, limits.connectedWithinMs);
  return state.span ? [...closed, state.span] : [...closed];
}

/** Periods follow each other without gap, differ from their neighbours, and reach as far as was asked for and is known. */
function assertWhole(
  periods: readonly ConnectionPeriod[],
  { from, to, now }: { from: number; to: number; now: number },
  context: string,
): void {
  if (from > now) return assert.deepEqual(periods, [], context);
  assert.equal(periods[0]?.from, from, context);
  assert.equal(periods.at(-1)?.to, to > now ? null : to, context);
  for (const [index, { status, to: end }] of periods.slice(0, -1).entries()) {
    assert.equal(end, periods[index + 1]?.from, context);
    assert.notEqual(status, periods[index + 1]?.status, context);
  }
}

/** Whole numbers from 0 to below a limit, the same in every run (mulberry32). */
function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
