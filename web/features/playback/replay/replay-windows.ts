import type { Span } from './density.ts';
import type { FixColumns } from './fix-columns.ts';

/** A part of one tracker's past that is loaded as a whole. */
export interface WindowKey {
  readonly lane: number;
  readonly window: number;
}

// Positions of one window: a second's work for the server at most, and soon there.
const POSITIONS_PER_WINDOW = 4_000;
const MOST_WINDOWS = 500;

/** Into how many equal windows a span is cut, so that none holds too many positions of a tracker that reports evenly. */
export function windowCount(mostPositions: number): number {
  return Math.min(MOST_WINDOWS, Math.max(1, Math.ceil(mostPositions / POSITIONS_PER_WINDOW)));
}

/** The window an instant lies in; the first or last for what lies outside. */
export function windowAt(instant: number, { span, count }: { span: Span; count: number }): number {
  const share = (instant - span.from) / (span.to - span.from);
  return Math.min(count - 1, Math.max(0, Math.floor(share * count)));
}

/** The time of a window in whole milliseconds. */
export function windowSpan(window: number, { span, count }: { span: Span; count: number }): Span {
  const edge = (index: number) => Math.round(span.from + ((span.to - span.from) * index) / count);
  return { from: edge(window), to: edge(window + 1) };
}

/** Windows of one tracker; null: not there yet. */
export type Windows = readonly (FixColumns | null)[];

/**
 * Windows without which it is not known where a tracker was at an instant, nearest first: those within the gap limit
 * around it, and before them as many as hold no position by then.
 */
export function missingAt(windows: Windows, instant: number, { span, gapMs }: { span: Span; gapMs: number }): number[] {
  const layout = { span, count: windows.length };
  const first = windowAt(instant - gapMs, layout);
  const last = windowAt(instant + gapMs, layout);
  const missing: number[] = [];
  let heard = false;
  for (let window = last; window >= 0; window--) {
    if (window < first && (heard || missing.length)) break;
    const columns = windows[window];
    if (!columns) missing.unshift(window);
    else if (columns.length && (columns.at[0] ?? 0) <= instant) heard = true;
  }
  return missing;
}

/** In which order windows are loaded: from where the replay is to the end, then what lies before, nearest first. */
export function loadOrder(count: number, current: number): number[] {
  const ahead = Array.from({ length: count - current }, (_, index) => current + index);
  const behind = Array.from({ length: current }, (_, index) => current - 1 - index);
  return [...ahead, ...behind];
}
