import { addDays, startOfDay } from './calendar.ts';
import type { Interval } from './interval.ts';

/** A day of a week: a calendar day of the week's time zone, and the time it stands for. */
export interface Day extends Interval {
  readonly date: string;
}

/** Seven days from a Monday on, in one time zone. */
export interface Week {
  readonly monday: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly days: readonly Day[];
}

/** In which time zone somebody spent most of a week, null when the week has no time on site. */
export type ZoneOfWeek = (monday: string) => string | null;

/**
 * The week of a Monday in the zone where most of it was spent. Weeks follow each other without a hole: where zones of two
 * weeks differ, the later begins where the earlier ends by its own clocks. A week without time on site makes room.
 */
export function weekOf(monday: string, { zoneOf, tenantZone }: { zoneOf: ZoneOfWeek; tenantZone: string }): Week {
  const timeZone = zoneOf(monday) ?? tenantZone;
  const border = (first: string) => startOfDay(first, zoneOf(addDays(first, -7)) ?? zoneOf(first) ?? tenantZone);
  const [from, to] = [border(monday), border(addDays(monday, 7))];
  const edges = Array.from({ length: 6 }, (_, index) => startOfDay(addDays(monday, index + 1), timeZone));
  const cuts = [from, ...edges.map((edge) => Math.min(Math.max(edge, from), to)), to];
  const days = Array.from({ length: 7 }, (_, index) => ({
    date: addDays(monday, index),
    from: cuts[index] ?? from,
    to: cuts[index + 1] ?? to,
  }));
  return { monday, timeZone, days };
}
