import type { Palette } from '../../map/palette.ts';
import { colourOf } from '../../map/features/replay-features.ts';
import { density, type Span } from './replay/density.ts';
import type { FixColumns } from './replay/fix-columns.ts';
import type { ReplayEvent } from './replay/replay-events.ts';
import type { Sheet } from './use-canvas.ts';

/** What a scrubber shows. */
export interface LaneDrawing {
  readonly span: Span;
  readonly palette: Palette;
  readonly tracks: readonly FixColumns[];
  readonly stops: readonly (readonly Span[])[];
  readonly gaps: readonly (readonly Span[])[];
  readonly events: readonly ReplayEvent[];
}

/** Height of the histogram above the lanes, and of each lane with the gap below it, CSS pixels. */
export const DENSITY_HEIGHT = 26;
export const LANE_HEIGHT = 11;
const BAR_HEIGHT = 7;
const BIN_WIDTH = 3;

/**
 * How many positions there were when, and a lane for each tracker: strong where it moved, thin where it stood, empty
 * where nothing was heard, with a notch for every event.
 */
export function drawLanes({ context, width }: Sheet, drawing: LaneDrawing): void {
  drawDensity({ context, width }, drawing);
  for (const lane of drawing.tracks.keys()) drawLane({ context, width }, drawing, lane);
  const { span, palette, events } = drawing;
  context.fillStyle = palette.text;
  for (const { at, lane, kind } of events) {
    if (kind !== 'entered' && kind !== 'left') continue;
    context.fillRect(xOf(at, span, width) - 0.5, DENSITY_HEIGHT + lane * LANE_HEIGHT - 1, 1, BAR_HEIGHT + 2);
  }
}

function drawLane({ context, width }: Pick<Sheet, 'context' | 'width'>, drawing: LaneDrawing, lane: number): void {
  const { span, palette, tracks, stops, gaps } = drawing;
  const columns = tracks[lane];
  const top = DENSITY_HEIGHT + lane * LANE_HEIGHT;
  context.fillStyle = palette.gridMajor;
  context.fillRect(0, top + BAR_HEIGHT / 2 - 0.5, width, 1);
  if (!columns?.length) return;
  const box = (from: number, to: number, least = 0): [x: number, width: number] => {
    const x = xOf(from, span, width);
    return [x, Math.max(least, xOf(to, span, width) - x)];
  };
  context.fillStyle = palette.replay[colourOf(lane)] ?? palette.text;
  const [all, allWidth] = box(columns.at[0] ?? 0, columns.at[columns.length - 1] ?? 0, 1);
  context.fillRect(all, top, allWidth, BAR_HEIGHT);
  for (const { from, to } of stops[lane] ?? []) {
    const [x, long] = box(from, to, 1);
    context.clearRect(x, top, long, BAR_HEIGHT);
    context.fillRect(x, top + BAR_HEIGHT / 2 - 1, long, 2);
  }
  for (const { from, to } of gaps[lane] ?? []) {
    const [x, long] = box(from, to);
    context.clearRect(x, top, long, BAR_HEIGHT);
  }
}

function xOf(instant: number, { from, to }: Span, width: number): number {
  return ((instant - from) / (to - from)) * width;
}

function drawDensity(
  { context, width }: Pick<Sheet, 'context' | 'width'>,
  { span, palette, tracks }: LaneDrawing,
): void {
  const bins = Math.max(1, Math.floor(width / BIN_WIDTH));
  const counts = density(tracks, span, bins);
  const most = Math.max(1, ...counts);
  context.fillStyle = palette.status.DISCONNECTED;
  for (const [bin, count] of counts.entries()) {
    if (!count) continue;
    const height = Math.max(1.5, (count / most) * (DENSITY_HEIGHT - 6));
    context.fillRect((bin * width) / bins, DENSITY_HEIGHT - 4 - height, width / bins - 0.5, height);
  }
}
