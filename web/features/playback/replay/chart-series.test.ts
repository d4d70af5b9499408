import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartSeries, roundTop } from './chart-series.ts';
import { readFixes, type FixColumns } from './fix-columns.ts';

const WHERE = { span: { from: 0, to: 40_000 }, bins: 4, gapMs: 300_000 };

test('each part of the span shows its least and greatest value, and nothing where nothing was recorded', () => {
  const columns = recorded([
    { second: 1, speed: 4, altitude: 10 },
    { second: 2, speed: 9, altitude: 8 },
    { second: 35, speed: 1 },
  ]);
  const speed = chartSeries(columns, { ...WHERE, measure: 'speed' });
  assert.deepEqual([...speed.least], [4, Number.NaN, Number.NaN, 1]);
  assert.deepEqual([...speed.greatest], [9, Number.NaN, Number.NaN, 1]);
  const altitude = chartSeries(columns, { ...WHERE, measure: 'altitude' });
  assert.deepEqual([...altitude.greatest], [10, Number.NaN, Number.NaN, Number.NaN]);
});

test('a speed that no device stated follows from the way, but not across a gap', () => {
  const columns = recorded([{ second: 1 }, { second: 11, latitude: 0.001 }]);
  const { greatest } = chartSeries(columns, { ...WHERE, measure: 'speed' });
  assert.ok(Math.abs((greatest[1] ?? 0) - 11.12) < 0.01);
  assert.ok(Number.isNaN(chartSeries(columns, { ...WHERE, gapMs: 9_000, measure: 'speed' }).greatest[1]));
});

test('a scale ends at a round number', () => {
  assert.deepEqual([0, 0.3, 7, 20, 21, 180].map(roundTop), [1, 0.5, 10, 20, 50, 200]);
});

function recorded(
  fixes: readonly { second: number; speed?: number; altitude?: number; latitude?: number }[],
): FixColumns {
  const line = ({ second, ...rest }: (typeof fixes)[number]) => ({
    time: new Date(second * 1_000).toISOString(),
    latitude: 0,
    longitude: 0,
    ...rest,
  });
  return readFixes(fixes.map((fix) => JSON.stringify(line(fix))).join('\n'));
}
