/** A hold, as far as it says on whom. */
interface Hold {
  readonly releasedAt: string | null;
  readonly person: { readonly id: string } | null;
  readonly tracker: { readonly id: string } | null;
}

/** The holds that keep a person from being erased, as far as they can be told: on them, what they carry, or on all. */
export function holdsOn<Row extends Hold>(
  holds: readonly Row[],
  { id, trackers }: { readonly id: string; readonly trackers: readonly { readonly id: string }[] },
): Row[] {
  return holds.filter(({ releasedAt, person, tracker }) => {
    if (releasedAt !== null) return false;
    if (tracker) return trackers.some((carried) => carried.id === tracker.id);
    return person === null || person.id === id;
  });
}
