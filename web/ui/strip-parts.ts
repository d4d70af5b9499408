/** Something that lasted: `[from, to)` in Unix milliseconds; `to` is null while it lasts. */
export interface Lasting {
  readonly from: number;
  readonly to: number | null;
}

/** Where something stands on a strip, in percent of its width. */
export interface StripPart<Thing> {
  readonly thing: Thing;
  readonly left: number;
  readonly width: number;
}

/** What of some things lies within a stretch of time. @param now end of what still lasts, Unix milliseconds. */
export function stripParts<Thing extends Lasting>(
  things: readonly Thing[],
  { from, to, now }: { from: number; to: number; now: number },
): StripPart<Thing>[] {
  const percent = (milliseconds: number) => (milliseconds / (to - from)) * 100;
  return things.flatMap((thing) => {
    const [start, end] = [Math.max(thing.from, from), Math.min(thing.to ?? now, to)];
    return end > start ? [{ thing, left: percent(start - from), width: percent(end - start) }] : [];
  });
}
