import assert from 'node:assert/strict';
import { test } from 'node:test';
import { density, gapsOf } from './density.ts';
import { readFixes, type FixColumns } from './fix-columns.ts';

test('every position of the span is counted once, in the bin it lies in', () => {
  const tracks = [recorded([0, 9, 10, 39, 40]), recorded([10, 11, 29.999])];
  assert.deepEqual([...density(tracks, { from: 0, to: 40_000 }, 4)], [2, 3, 1, 1]);
});

test('what lies before or behind the span is not counted', () => {
  assert.deepEqual([...density([recorded([-1, 5, 41])], { from: 0, to: 40_000 }, 2)], [1, 0]);
  assert.deepEqual([...density([recorded([])], { from: 0, to: 40_000 }, 2)], [0, 0]);
});

test('gaps are the silences longer than the limit that reach into the span', () => {
  const columns = recorded([0, 300, 601, 700, 1_100]);
  assert.deepEqual(gapsOf(columns, { from: 0, to: 2_000_000 }, 300_000), [
    { from: 300_000, to: 601_000 },
    { from: 700_000, to: 1_100_000 },
  ]);
  assert.deepEqual(gapsOf(columns, { from: 610_000, to: 700_000 }, 300_000), []);
});

function recorded(seconds: readonly number[]): FixColumns {
  const line = (second: number) => ({ time: new Date(second * 1_000).toISOString(), latitude: 0, longitude: 0 });
  return readFixes(seconds.map((second) => JSON.stringify(line(second))).join('\n'));
}
