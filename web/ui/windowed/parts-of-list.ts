/** A row that is drawn, by its place in the list, or room in place of rows that are not. */
export type Part =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'room'; readonly before: number; readonly height: number };

/** The part of a list that is looked at, in CSS pixels from its beginning. */
export interface Sight {
  readonly top: number;
  readonly bottom: number;
}

/**
 * What is drawn of a list: the rows in sight, those that are kept wherever they stand, and room for all others.
 * @param offsets where each row begins, and where one behind the last would, see `RowHeights`.
 * @param kept places of rows that are drawn although they are out of sight, in any order.
 */
export function partsOfList({
  offsets,
  gap,
  sight,
  kept,
}: {
  readonly offsets: Float64Array;
  readonly gap: number;
  readonly sight: Sight;
  readonly kept: readonly number[];
}): Part[] {
  const count = offsets.length - 1;
  const first = rowAt(offsets, sight.top);
  const end = Math.min(count, rowAt(offsets, sight.bottom) + 1);
  const drawn = new Set(kept.filter((index) => index >= 0 && index < count));
  for (let index = first; index < end; index++) drawn.add(index);
  const parts: Part[] = [];
  let next = 0;
  const leaveRoom = (until: number) => {
    const height = (offsets[until] ?? 0) - (offsets[next] ?? 0) - gap;
    if (until > next) parts.push({ kind: 'room', before: until, height: Math.max(0, height) });
  };
  for (const index of [...drawn].toSorted((a, b) => a - b)) {
    leaveRoom(index);
    parts.push({ kind: 'row', index });
    next = index + 1;
  }
  leaveRoom(count);
  return parts;
}

/** The row that stands at a place, or the nearest one; 0 in an empty list. */
function rowAt(offsets: Float64Array, at: number): number {
  let [low, high] = [0, Math.max(0, offsets.length - 2)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((offsets[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
