import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinFixes, readFixes, rowAt, within } from './fix-columns.ts';

const LINES = [
  { time: '2026-11-20T08:00:00.000Z', latitude: 57.7, longitude: 11.9, speed: 3, altitude: 12 },
  { time: '2026-11-20T08:00:05.250Z', latitude: 57.8, longitude: 11.8 },
];
const FIRST = Date.parse('2026-11-20T08:00:00.000Z');

test('a file of positions becomes columns, and what was not reported stays unknown', () => {
  const columns = readFixes(fileOf(LINES));
  assert.equal(columns.length, 2);
  assert.deepEqual([...columns.at], [FIRST, FIRST + 5_250]);
  assert.deepEqual([columns.latitude[1], columns.longitude[1]], [57.8, 11.8]);
  assert.deepEqual([...columns.speed], [3, Number.NaN]);
  assert.deepEqual([...columns.altitude], [12, Number.NaN]);
  assert.equal(readFixes('').length, 0);
});

test('a line that is no position is refused', () => {
  assert.throws(() => readFixes('{"time":\n'), SyntaxError);
});

test('parts are joined in their order, and of one instant the later position is kept', () => {
  const again = { ...LINES[1], latitude: 58 };
  const joined = joinFixes([readFixes(fileOf(LINES)), readFixes(''), readFixes(fileOf([again]))]);
  assert.deepEqual([...joined.latitude], [57.7, 58]);
});

test('the position of an instant is the newest one by then', () => {
  const columns = readFixes(fileOf(LINES));
  const rows = [-1, 0, 5_249, 5_250, 1e9].map((after) => rowAt(columns, FIRST + after));
  assert.deepEqual(rows, [-1, 0, 0, 1, 1]);
});

test('only what was recorded within the stretches is kept, their ends excluded', () => {
  const columns = readFixes(fileOf(LINES));
  assert.equal(within(columns, [{ from: FIRST, to: FIRST + 5_250 }]).length, 1);
  assert.deepEqual([...within(columns, [{ from: FIRST + 1, to: FIRST + 9_000 }]).latitude], [57.8]);
  assert.equal(within(columns, []).length, 0);
});

function fileOf(lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
