/**
 * Versions of one geofence, in the order of their numbers, each with the end of its time, excluded. Of the versions that
 * begin by an instant the highest number holds, so a version ends where the first later one begins; one that holds at no
 * instant ends where it would have begun. The end is null while it lasts.
 */
export function withEnds<V extends { readonly validFrom: number }>(
  versions: readonly V[],
): (V & { readonly validTo: number | null })[] {
  let earliest: number | null = null;
  const ended = versions.toReversed().map((version) => {
    const validTo = earliest === null ? null : Math.max(earliest, version.validFrom);
    earliest = Math.min(earliest ?? Infinity, version.validFrom);
    return { ...version, validTo };
  });
  return ended.toReversed();
}
