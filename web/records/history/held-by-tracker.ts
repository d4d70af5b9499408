/** A tracker with when it was carried; Unix milliseconds, `to` null while it lasts. */
export interface HeldTracker {
  readonly id: string;
  readonly name: string;
  readonly held: readonly { readonly from: number; readonly to: number | null }[];
}

/** Assignments put together by tracker, in the order in which trackers come first. */
export function heldByTracker(
  assignments: readonly {
    /** RFC 3339, as is `to`. */
    readonly from: string;
    readonly to: string | null;
    readonly tracker: { readonly id: string; readonly name: string };
  }[],
): HeldTracker[] {
  const byTracker = Map.groupBy(assignments, ({ tracker }) => tracker.id);
  return [...byTracker.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const held = own.map(({ from, to }) => ({ from: Date.parse(from), to: to === null ? null : Date.parse(to) }));
    return [{ id: first.tracker.id, name: first.tracker.name, held }];
  });
}
