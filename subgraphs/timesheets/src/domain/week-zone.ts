import { addDays, startOfDay } from './calendar.ts';
import { lengthOf, overlap, union } from './interval.ts';
import type { Presence } from './presence.ts';
import type { ZoneOfWeek } from './week.ts';

/**
 * The time zone in which somebody spent most of a week. The week is the tenant's for this, so that the answer does not
 * depend on itself; of equals the tenant's zone wins, then the first by name.
 * @param timeZones of the zones that have been visited.
 */
export function zoneOfWeek(
  { counted }: Presence,
  { timeZones, tenantZone }: { timeZones: ReadonlyMap<string, string>; tenantZone: string },
): ZoneOfWeek {
  const byTimeZone = Map.groupBy(counted, ([zoneId]) => timeZones.get(zoneId) ?? tenantZone);
  const seen = [...byTimeZone]
    .map(([timeZone, zones]) => ({ timeZone, stretches: union(zones.flatMap(([, stretches]) => stretches)) }))
    .toSorted((a, b) => rank(a.timeZone) - rank(b.timeZone) || (a.timeZone < b.timeZone ? -1 : 1));

  function rank(timeZone: string): number {
    return timeZone === tenantZone ? 0 : 1;
  }

  return (monday) => {
    const week = { from: startOfDay(monday, tenantZone), to: startOfDay(addDays(monday, 7), tenantZone) };
    let most = { timeZone: null as string | null, lengthMs: 0 };
    for (const { timeZone, stretches } of seen) {
      const lengthMs = lengthOf(overlap(stretches, [week]));
      if (lengthMs > most.lengthMs) most = { timeZone, lengthMs };
    }
    return most.timeZone;
  };
}
