import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openSeries, parseSpan, type Span } from './series.ts';
import type { State } from './state.ts';
import type { Stay } from './stay.ts';

const stay = (personId: string, state: State, from: number, to: number | null): Stay => {
  return { personId, zoneId: 'x', state, source: 'TRACKER', sayId: 's', since: from, from, to };
};
const numbers = (stays: Stay[], span: Span, cuts: readonly number[] = []) => {
  const series = openSeries(span);
  for (const [index, to] of [...cuts, span.to].entries()) series.add(stays, { from: cuts[index - 1] ?? span.from, to });
  const { points, maximum } = series.series;
  const text = points.map((one) => `${one.at}: ${[one.present, one.probable, one.stale, one.unknown].join('+')}`);
  return { points: text, maximum };
};

test('counts everybody once at each point, in the best state, and finds the maximum between points', () => {
  const stays = [
    stay('a', 'PRESENT', 0, 25),
    stay('a', 'STALE', 5, 45),
    stay('b', 'PROBABLE', 12, 18),
    stay('b', 'UNKNOWN', 18, null),
  ];
  assert.deepEqual(numbers(stays, { from: 10, to: 50, stepMs: 10 }), {
    points: ['10: 1+0+0+0', '20: 1+0+0+1', '30: 0+0+1+1', '40: 0+0+1+1'],
    maximum: { count: 2, at: 12 },
  });
});

test('gives points where nobody is, the first instant and none at the end', () => {
  assert.deepEqual(numbers([], { from: 10, to: 31, stepMs: 10 }), {
    points: ['10: 0+0+0+0', '20: 0+0+0+0', '30: 0+0+0+0'],
    maximum: { count: 0, at: 10 },
  });
  assert.deepEqual(numbers([stay('a', 'PRESENT', 0, null)], { from: 10, to: 20, stepMs: 10 }), {
    points: ['10: 1+0+0+0'],
    maximum: { count: 1, at: 10 },
  });
});

test('gives the same wherever a span is cut into parts', () => {
  const stays = [
    stay('a', 'PRESENT', 0, 25),
    stay('a', 'STALE', 5, 45),
    stay('b', 'PROBABLE', 12, 18),
    stay('b', 'UNKNOWN', 18, null),
    stay('c', 'PRESENT', 30, 40),
  ];
  const span = { from: 10, to: 50, stepMs: 10 };
  const whole = numbers(stays, span);
  for (let one = 11; one < 50; one += 1) {
    assert.deepEqual(numbers(stays, span, [one]), whole, `${one}`);
    assert.deepEqual(numbers(stays, span, [one, Math.min(one + 7, 49.5)]), whole, `${one} and 7 later`);
  }
});

test('refuses spans that are empty or too long and steps that are too many, by name', () => {
  const day = 86_400_000;
  assert.deepEqual(parseSpan({ from: 0, to: 400 * day, stepSeconds: 17_280 }), {
    from: 0,
    to: 400 * day,
    stepMs: 17_280_000,
  });
  for (const [args, field] of [
    [{ from: 5, to: 5, stepSeconds: 1 }, 'to'],
    [{ from: 0, to: 400 * day + 1, stepSeconds: 86_400 }, 'to'],
    [{ from: 0, to: 1_000, stepSeconds: 0 }, 'stepSeconds'],
    [{ from: 0, to: 2_000_001, stepSeconds: 1 }, 'stepSeconds'],
  ] as const) {
    assert.throws(() => parseSpan(args), { code: 'INVALID_INPUT', field });
  }
});
