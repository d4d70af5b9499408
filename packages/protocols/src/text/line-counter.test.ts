import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineCounter } from './line-counter.ts';

test('tells the line of every character, forwards and backwards', () => {
  const text = 'ab\n\ncd\r\ne';
  const lines = [1, 1, 1, 2, 3, 3, 3, 3, 4, 4];
  const counter = new LineCounter(text);
  const places = [...lines.keys()];
  assert.deepEqual(
    places.map((at) => counter.lineOf(at)),
    lines,
  );
  assert.deepEqual(
    places.toReversed().map((at) => counter.lineOf(at)),
    lines.toReversed(),
  );
});

test('looks at a long line once, however often it is asked', { timeout: 10_000 }, () => {
  const counter = new LineCounter('x'.repeat(10_000_000));
  for (let at = 0; at < 100_000; at++) assert.equal(counter.lineOf(at), 1);
});
