import type { UnitNode } from '../../lists/unit-tree.ts';

/** The units that are neither a unit nor below it: where it can be moved. @param tree each unit before those below it. */
export function outsideOf(tree: readonly UnitNode[], unitId: string): UnitNode[] {
  const start = tree.findIndex(({ id }) => id === unitId);
  const unit = tree[start];
  if (!unit) return [...tree];
  const next = tree.findIndex(({ depth }, index) => index > start && depth <= unit.depth);
  return [...tree.slice(0, start), ...(next < 0 ? [] : tree.slice(next))];
}
