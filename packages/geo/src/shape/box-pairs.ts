import { boxesMeet } from './placed-ring.ts';
import type { Box } from './plane-polygon.ts';

/** Something with a box around it. */
export interface Boxed {
  readonly box: Box;
}

/**
 * Calls `visit` with every two items whose boxes have a point in common, the more western or southern first, until it
 * says false. Goes along the axis on which fewer of them overlap, so that neither rows nor columns of many items take
 * long.
 */
export function forEachBoxPair<Item extends Boxed>(items: readonly Item[], visit: (a: Item, b: Item) => boolean): void {
  const eastward = overlapsAlong(items, ({ west, east }) => [west, east]);
  const northward = overlapsAlong(items, ({ south, north }) => [south, north]);
  sweep(items, eastward <= northward ? ({ west, east }) => [west, east] : ({ south, north }) => [south, north], visit);
}

type Extent = (box: Box) => readonly [number, number];

/** How many pairs overlap on one axis. */
function overlapsAlong(items: readonly Boxed[], extent: Extent): number {
  const starts = Float64Array.from(items, ({ box }) => extent(box)[0]).toSorted();
  const ends = Float64Array.from(items, ({ box }) => extent(box)[1]).toSorted();
  let [open, ended, pairs] = [0, 0, 0];
  for (const start of starts) {
    for (; (ends[ended] ?? Infinity) < start; ended++) open--;
    pairs += open++;
  }
  return pairs;
}

function sweep<Item extends Boxed>(items: readonly Item[], extent: Extent, visit: (a: Item, b: Item) => boolean): void {
  const sorted = items.toSorted((a, b) => extent(a.box)[0] - extent(b.box)[0]);
  for (const [index, item] of sorted.entries()) {
    const [, end] = extent(item.box);
    for (let next = index + 1; next < sorted.length; next++) {
      const other = sorted[next];
      if (other === undefined || extent(other.box)[0] > end) break;
      if (boxesMeet(item.box, other.box) && !visit(item, other)) return;
    }
  }
}
