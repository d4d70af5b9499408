/** One field in which our reading of an input is not theirs. */
export interface Difference {
  /** Name of the field as they write it; of an attribute `attributes.<name>`. */
  readonly field: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** The difference in a list of at most one; numbers may differ by the tolerance. */
export function differenceOf({ field, ours, theirs }: Difference, tolerance = 0): Difference[] {
  if (ours === theirs) return [];
  const near = typeof ours === 'number' && typeof theirs === 'number' && Math.abs(ours - theirs) <= tolerance;
  return near ? [] : [{ field, ours, theirs }];
}
