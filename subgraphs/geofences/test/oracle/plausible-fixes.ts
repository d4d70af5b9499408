import { metersBetween } from './great-circle.ts';
import type { OracleFix } from './oracle-fix.ts';

const FASTEST_METERS_PER_SECOND = 100;

/** Those of a tracker's fixes, given in order, that are plausible. */
export function plausibleFixes(fixes: readonly OracleFix[]): ReadonlySet<OracleFix> {
  const plausible = new Set<OracleFix>();
  let last: OracleFix | null = null;
  let suspect: OracleFix | null = null;
  for (const fix of fixes) {
    const believed: boolean =
      last === null || isReachable(last, fix) || (suspect !== null && isReachable(suspect, fix));
    if (believed) {
      plausible.add(fix);
      [last, suspect] = [fix, null];
    } else suspect = fix;
  }
  return plausible;
}

function isReachable(from: OracleFix, to: OracleFix): boolean {
  const seconds = Math.max(1, (to.recordedAt - from.recordedAt) / 1_000);
  return metersBetween(from, to) <= FASTEST_METERS_PER_SECOND * seconds;
}
