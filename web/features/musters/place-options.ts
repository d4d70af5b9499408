/** A place in the tree of places. */
export interface PlaceNode {
  readonly id: string;
  readonly name: string;
  readonly parent: { readonly id: string } | null;
}

/** Places with the names of all above them, so that a tree fits into a list; by that name. */
export function placeOptions(places: readonly PlaceNode[]): { readonly id: string; readonly path: string }[] {
  const known = new Map(places.map((place) => [place.id, place]));
  return places
    .map((place) => ({ id: place.id, path: pathOf(place, known) }))
    .toSorted((a, b) => a.path.localeCompare(b.path));
}

function pathOf(place: PlaceNode, known: ReadonlyMap<string, PlaceNode>): string {
  const names: string[] = [];
  const passed = new Set<string>();
  for (let at: PlaceNode | undefined = place; at && !passed.has(at.id); at = known.get(at.parent?.id ?? '')) {
    passed.add(at.id);
    names.unshift(at.name);
  }
  return names.join(' › ');
}
