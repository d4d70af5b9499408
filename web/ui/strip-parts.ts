/** Something that lasted: `[from, to)` in Unix milliseconds; `to` is null while it lasts. */
export interface Lasting {
  readonly from: number;
  readonly to: number | null;
}

/** Where something stands on a strip. */
export interface StripPart<Thing> {
  readonly thing: Thing;
  /** Percent of the strip's width. */
  readonly left: number;
  /** Percent of the strip's width. */
  readonly width: number;
  /** Counted from 0; what overlaps stands in different lanes. */
  readonly lane: number;
}

/**
 * What of some things lies within a stretch of time, in as few lanes as it needs; what lasts longer stands above.
 * @param now end of what still lasts, Unix milliseconds.
 */
export function stripParts<Thing extends Lasting>(
  things: readonly Thing[],
  { from, to, now }: { from: number; to: number; now: number },
): StripPart<Thing>[] {
  const percent = (milliseconds: number) => (milliseconds / (to - from)) * 100;
  const cut = things
    .map((thing) => ({ thing, start: Math.max(thing.from, from), end: Math.min(thing.to ?? now, to) }))
    .filter(({ start, end }) => end > start)
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const ends: number[] = [];
  return cut.map(({ thing, start, end }) => {
    const free = ends.findIndex((taken) => taken <= start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = end;
    return { thing, left: percent(start - from), width: percent(end - start), lane };
  });
}

/** How many lanes some parts need; at least one. */
export function laneCount(parts: readonly StripPart<unknown>[]): number {
  return Math.max(1, ...parts.map(({ lane }) => lane + 1));
}
