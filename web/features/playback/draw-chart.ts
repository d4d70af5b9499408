import { colourOf } from '../../map/features/replay-features.ts';
import type { Palette } from '../../map/palette.ts';
import { chartSeries, roundTop, type ChartMeasure, type ChartSeries } from './replay/chart-series.ts';
import type { Span } from './replay/density.ts';
import type { FixColumns } from './replay/fix-columns.ts';
import { GAP_MS } from './replay/replay-lane.ts';
import type { Sheet } from './use-canvas.ts';

/** What a chart shows. */
export interface ChartDrawing {
  readonly span: Span;
  readonly palette: Palette;
  readonly tracks: readonly FixColumns[];
  readonly measure: ChartMeasure;
  /** What a value is called on the scale. */
  readonly nameOf: (value: number) => string;
}

const KILOMETERS_PER_HOUR = 3.6;
const TOP = 6;
const BIN_WIDTH = 2;

/** A line for each tracker through its greatest values, so that no short one is lost, and the scale. */
export function drawChart({ context, width, height }: Sheet, drawing: ChartDrawing): void {
  const { span, palette, tracks, measure, nameOf } = drawing;
  const bins = Math.max(1, Math.floor(width / BIN_WIDTH));
  const unit = measure === 'speed' ? KILOMETERS_PER_HOUR : 1;
  const all = tracks.map((columns) => chartSeries(columns, { span, bins, measure, gapMs: GAP_MS }));
  const [bottom, top] = rangeOf(all, { unit, fromZero: measure === 'speed' });
  const yOf = (value: number) => height - 2 - ((value * unit - bottom) / (top - bottom)) * (height - 2 - TOP);
  context.font = '11px system-ui, sans-serif';
  context.textBaseline = 'top';
  for (const value of [bottom, (bottom + top) / 2, top]) {
    const y = Math.round(yOf(value / unit)) + 0.5;
    context.fillStyle = palette.gridMajor;
    context.fillRect(0, y - 0.5, width, 1);
  }
  for (const [lane, series] of all.entries()) {
    context.strokeStyle = palette.replay[colourOf(lane)] ?? palette.text;
    context.lineWidth = 1.5;
    context.lineJoin = 'round';
    context.beginPath();
    trace(context, series, { yOf, width, bins, span });
    context.stroke();
  }
  context.fillStyle = palette.plan.label;
  context.fillText(nameOf(top), 2, 0);
  context.textBaseline = 'bottom';
  context.fillText(nameOf(bottom), 2, height - 1);
}

function rangeOf(
  all: readonly ChartSeries[],
  { unit, fromZero }: { unit: number; fromZero: boolean },
): [bottom: number, top: number] {
  const known = (values: Float64Array) => values.filter((value) => !Number.isNaN(value));
  const greatest = all.reduce((most, series) => Math.max(most, ...known(series.greatest)), Number.NEGATIVE_INFINITY);
  const least = all.reduce((most, series) => Math.min(most, ...known(series.least)), Number.POSITIVE_INFINITY);
  if (fromZero) return [0, roundTop(greatest * unit)];
  if (!Number.isFinite(least)) return [0, 1];
  return [Math.floor(least / 10) * 10, Math.floor(greatest / 10) * 10 + 10];
}

// Positions that are so far apart are no line: a gap, or pixels without any.
function trace(
  context: CanvasRenderingContext2D,
  { greatest }: ChartSeries,
  { yOf, width, bins, span }: { yOf: (value: number) => number; width: number; bins: number; span: Span },
): void {
  const longest = Math.max(1, (GAP_MS / (span.to - span.from)) * bins);
  let last = Number.NEGATIVE_INFINITY;
  for (const [bin, value] of greatest.entries()) {
    if (Number.isNaN(value)) continue;
    const x = ((bin + 0.5) * width) / bins;
    if (bin - last > longest) context.moveTo(x - 0.5, yOf(value));
    context.lineTo(x, yOf(value));
    last = bin;
  }
}
