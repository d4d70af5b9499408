import { inOrder, type OracleFix } from './oracle-fix.ts';

/** How well a tracker is heard, best first. */
export const COVERAGES = ['SEEN', 'PROBABLE', 'STALE', 'OFF'] as const;
export type Coverage = (typeof COVERAGES)[number];

const SECOND = 1_000;
const HOUR = 3_600_000;

/** How well a tracker with these fixes is heard at an instant. */
export function oracleCoverage(fixes: readonly OracleFix[], at: number): Coverage {
  const last = inOrder(fixes).findLast(({ recordedAt }) => recordedAt <= at);
  if (!last || last.off) return 'OFF';
  const age = at - last.recordedAt;
  if (age <= 300 * SECOND) return 'SEEN';
  if (age <= 900 * SECOND) return 'PROBABLE';
  return age < 4 * HOUR ? 'STALE' : 'OFF';
}

/** The instants at which coverage may change. */
export function coverageEdges(fixes: readonly OracleFix[]): number[] {
  const ages = [0, 300 * SECOND + 1, 900 * SECOND + 1, 4 * HOUR];
  return fixes.flatMap(({ recordedAt }) => ages.map((age) => recordedAt + age));
}
