import type { UnitReach } from '@trekker/kit';

/** What two reaches cover both. */
export function bothReach(a: UnitReach, b: UnitReach): UnitReach {
  if (a === 'all') return b;
  if (b === 'all') return a;
  return a.filter((unitId) => b.includes(unitId));
}
