import { rowAt, type FixColumns } from './fix-columns.ts';

/** A stretch of time, `[from, to)` in Unix milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How many positions were recorded in each of some equal parts of a span. */
export function density(tracks: Iterable<FixColumns>, { from, to }: Span, bins: number): Uint32Array {
  const counts = new Uint32Array(bins);
  const length = (to - from) / bins;
  for (const columns of tracks) {
    // A position on the border of two bins belongs to the later one.
    let before = rowAt(columns, from - 0.5);
    for (let bin = 0; bin < bins; bin++) {
      const last = rowAt(columns, from + (bin + 1) * length - 0.5);
      counts[bin] = (counts[bin] ?? 0) + last - before;
      before = last;
    }
  }
  return counts;
}

/** The gaps of one tracker within a span: when nothing was heard for longer than `gapMs`. */
export function gapsOf(columns: FixColumns, { from, to }: Span, gapMs: number): Span[] {
  const gaps: Span[] = [];
  for (let row = 1; row < columns.length; row++) {
    const [begin, end] = [columns.at[row - 1] ?? 0, columns.at[row] ?? 0];
    if (end - begin > gapMs && begin < to && end > from) gaps.push({ from: begin, to: end });
  }
  return gaps;
}
