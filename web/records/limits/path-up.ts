/** A place and what it is part of. */
interface PlaceAbove {
  readonly id: string;
  readonly parent: { readonly id: string } | null;
}

/** A place and all above it, the lowest first, as far as they are known. */
export function pathUp(places: readonly PlaceAbove[], placeId: string | null): string[] {
  const parents = new Map(places.map(({ id, parent }) => [id, parent?.id ?? null]));
  const path: string[] = [];
  for (let at = placeId; at !== null && !path.includes(at); at = parents.get(at) ?? null) path.push(at);
  return path;
}
