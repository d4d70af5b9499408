import type { TrueDay } from '@trekker/simulator';

import type { DerivedVisit } from './read-visits.ts';

/** A stay in a zone, `[fromMs, toMs)`, Unix milliseconds. */
export interface Stay {
  readonly identifier: string;
  /** The zone's name. */
  readonly zone: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The true stays of some days, by the zones' names. */
export function trueStays(days: readonly TrueDay[], zoneNames: ReadonlyMap<string, string>): Stay[] {
  return days.flatMap(({ identifier, visits }) =>
    visits.map(({ zoneId, fromMs, toMs }) => ({ identifier, zone: zoneNames.get(zoneId) ?? zoneId, fromMs, toMs })),
  );
}

/** The stays of at least `leastMs` of which less than half is covered by the others in the same zone. */
export function uncovered(
  stays: readonly (Stay | DerivedVisit)[],
  others: readonly (Stay | DerivedVisit)[],
  leastMs: number,
): Stay[] {
  const byPlace = Map.groupBy(others, ({ identifier, zone }) => `${identifier} in ${zone}`);
  return stays.filter(({ identifier, zone, fromMs, toMs }) => {
    const near = byPlace.get(`${identifier} in ${zone}`) ?? [];
    const covered = near.reduce(
      (sum, other) => sum + Math.max(0, Math.min(toMs, other.toMs) - Math.max(fromMs, other.fromMs)),
      0,
    );
    return toMs - fromMs >= leastMs && covered < (toMs - fromMs) / 2;
  });
}
