import { rowAt, type FixColumns } from './fix-columns.ts';
import { metersBetween } from './displacement.ts';
import type { Span } from './density.ts';

/** What is drawn of one column of the screen: the least and greatest value in it; NaN where there is none. */
export interface ChartSeries {
  readonly least: Float64Array;
  readonly greatest: Float64Array;
}

/** What a chart shows. */
export type ChartMeasure = 'speed' | 'altitude';

/**
 * A measure of one tracker for each of some equal parts of a span, so that nothing short is lost however long the span
 * is. Speed is what the device states, else what the way from the position before implies; across gaps there is none.
 */
export function chartSeries(
  columns: FixColumns,
  { span: { from, to }, bins, measure, gapMs }: { span: Span; bins: number; measure: ChartMeasure; gapMs: number },
): ChartSeries {
  const least = new Float64Array(bins).fill(Number.NaN);
  const greatest = new Float64Array(bins).fill(Number.NaN);
  for (let row = Math.max(0, rowAt(columns, from - 0.5) + 1); row < columns.length; row++) {
    const at = columns.at[row] ?? 0;
    if (at >= to) break;
    const value = measure === 'altitude' ? (columns.altitude[row] ?? Number.NaN) : speedAt(columns, row, gapMs);
    if (Number.isNaN(value)) continue;
    const bin = Math.floor(((at - from) / (to - from)) * bins);
    if (!((least[bin] ?? 0) <= value)) least[bin] = value;
    if (!((greatest[bin] ?? 0) >= value)) greatest[bin] = value;
  }
  return { least, greatest };
}

/** Speed at a position in metres per second, NaN where nothing tells. */
function speedAt({ at, latitude, longitude, speed }: FixColumns, row: number, gapMs: number): number {
  const stated = speed[row] ?? Number.NaN;
  if (!Number.isNaN(stated) || row === 0) return stated;
  const elapsedMs = (at[row] ?? 0) - (at[row - 1] ?? 0);
  if (elapsedMs > gapMs || elapsedMs <= 0) return Number.NaN;
  const [from, to] = [row - 1, row].map((each) => ({ latitude: latitude[each] ?? 0, longitude: longitude[each] ?? 0 }));
  return from && to ? metersBetween(from, to) / (elapsedMs / 1_000) : Number.NaN;
}

/** A round number at or above a value, for the top of a scale: 1, 2 or 5 times a power of ten. */
export function roundTop(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}
