import { useMemo } from 'react';
import type { UnitsQuery } from '../__generated__/graphql.ts';
import { useWholeList } from '../graphql/use-whole-list.ts';
import { unitTree, type UnitNode } from './unit-tree.ts';
import { UNITS } from './units.graphql.ts';

/** All units of the tenant. */
export interface Units {
  /** Each before those below it. */
  readonly tree: readonly UnitNode[];
  readonly byId: ReadonlyMap<string, UnitNode>;
}

/** All units; empty until they are known. Lists name units by them, so that one silent service empties no list. */
export function useUnits(): Units {
  const { nodes } = useWholeList(UNITS, unitsOf);
  return useMemo(() => {
    const tree = unitTree(nodes);
    return { tree, byId: new Map(tree.map((unit) => [unit.id, unit])) };
  }, [nodes]);
}

/** The list in the answer. */
export function unitsOf(data: UnitsQuery): UnitsQuery['units'] {
  return data.units;
}
