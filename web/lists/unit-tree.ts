import { byName } from '../ui/by-name.ts';

/** A unit as the list of all units tells it. */
export interface UnitRow {
  readonly id: string;
  readonly name: string;
  readonly parent: { readonly id: string } | null;
}

/** A unit in its place in the tree. */
export interface UnitNode {
  readonly id: string;
  readonly name: string;
  /** How many units are above it. */
  readonly depth: number;
  /** The names of the units above it and its own, topmost first. */
  readonly path: readonly string[];
}

/** All units, each before those below it, siblings by name. A unit whose parent is not known stands at the top. */
export function unitTree(units: readonly UnitRow[]): UnitNode[] {
  const known = new Set(units.map(({ id }) => id));
  const below = Map.groupBy(units, ({ parent }) => (parent && known.has(parent.id) ? parent.id : null));

  function nodesBelow(parentId: string | null, above: readonly string[]): UnitNode[] {
    return (below.get(parentId) ?? []).toSorted(byName).flatMap(({ id, name }) => {
      const path = [...above, name];
      return [{ id, name, depth: above.length, path }, ...nodesBelow(id, path)];
    });
  }
  return nodesBelow(null, []);
}
