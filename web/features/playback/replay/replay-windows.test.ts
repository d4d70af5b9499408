import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFixes, type FixColumns } from './fix-columns.ts';
import { loadOrder, missingAt, windowAt, windowCount, windowSpan } from './replay-windows.ts';

const SPAN = { from: 0, to: 400_000 };
const WHERE = { span: SPAN, gapMs: 50_000 };

test('a day of a fix every five seconds is cut into a few windows', () => {
  assert.equal(windowCount(17_280), 5);
  assert.equal(windowCount(0), 1);
  assert.equal(windowCount(1e9), 500);
});

test('windows cover the span without gap or overlap', () => {
  const layout = { span: { from: 1, to: 1_000 }, count: 7 };
  const spans = [0, 1, 2, 3, 4, 5, 6].map((window) => windowSpan(window, layout));
  assert.equal(spans[0]?.from, 1);
  assert.equal(spans[6]?.to, 1_000);
  for (let window = 1; window < 7; window++) assert.equal(spans[window]?.from, spans[window - 1]?.to);
  assert.deepEqual(
    [-5, 0, 999_999].map((instant) => windowAt(instant, layout)),
    [0, 0, 6],
  );
});

test('where a tracker was is known when the windows about the instant are there', () => {
  const windows = [null, recorded([110]), null, null];
  assert.deepEqual(missingAt(windows, 150_000, WHERE), [2]);
  assert.deepEqual(missingAt([null, recorded([110]), recorded([210]), null], 150_000, WHERE), []);
  assert.deepEqual(missingAt([null, null, null, null], 160_000, WHERE), [1, 2]);
});

test('who was silent is looked for further back, until a position is found', () => {
  const empty = recorded([]);
  assert.deepEqual(missingAt([null, null, empty, empty], 280_000, WHERE), [1]);
  assert.deepEqual(missingAt([null, empty, empty, empty], 280_000, WHERE), [0]);
  assert.deepEqual(missingAt([null, recorded([150]), empty, empty], 280_000, WHERE), []);
  assert.deepEqual(missingAt([empty, empty, empty, empty], 280_000, WHERE), []);
});

test('what comes next is loaded first', () => {
  assert.deepEqual(loadOrder(5, 2), [2, 3, 4, 1, 0]);
});

function recorded(seconds: readonly number[]): FixColumns {
  const line = (second: number) => ({ time: new Date(second * 1_000).toISOString(), latitude: 0, longitude: 0 });
  return readFixes(seconds.map((second) => JSON.stringify(line(second))).join('\n'));
}
