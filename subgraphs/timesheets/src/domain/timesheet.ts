import { exceptionsOf, type Exception } from './exceptions.ts';
import { touches } from './interval.ts';
import { linesIn, type Line, type LineKind, type LineOptions } from './lines.ts';
import { presenceOf } from './presence.ts';
import type { PersonVisit } from './person-visit.ts';
import type { Rules } from './rules.ts';
import { stretchesOf } from './stays.ts';
import { isFinal, type Arrived, type Carriage } from './watermark.ts';
import { weekOf, type Day } from './week.ts';
import { zoneOfWeek } from './week-zone.ts';

/** Sums of time in whole seconds. */
export interface Sums {
  readonly workedSeconds: number;
  readonly breakSeconds: number;
  readonly onSiteSeconds: number;
}

/** One day of a sheet. */
export interface DaySheet extends Day, Sums {
  readonly firstInAt: number | null;
  readonly lastOutAt: number | null;
  readonly provisional: boolean;
  readonly lines: readonly Line[];
  readonly exceptions: readonly Exception[];
}

/** One week of one person. */
export interface Sheet extends Sums {
  readonly monday: string;
  readonly timeZone: string;
  readonly days: readonly DaySheet[];
  readonly provisional: boolean;
}

/** What is known of a person around a week. */
export interface PersonFacts {
  /** All visits with a moment in the week or within the margin around it. */
  readonly visits: readonly PersonVisit[];
  readonly carried: readonly Carriage[];
  readonly isVisitor: boolean;
}

/** What is the same for all people of a tenant. */
export interface TenantFacts {
  readonly rules: Rules;
  /** Zones that are break areas. */
  readonly breaks: ReadonlySet<string>;
  /** Time zone of each zone. */
  readonly timeZones: ReadonlyMap<string, string>;
  readonly tenantZone: string;
  readonly arrived: Arrived;
  /** The instant the sheet is asked at, Unix milliseconds. */
  readonly now: number;
}

/** The sheet of a person for the week of a Monday. The same visits give the same sheet, however they come. */
export function timesheetOf(monday: string, { visits, carried, isVisitor }: PersonFacts, tenant: TenantFacts): Sheet {
  const { now, rules, arrived } = tenant;
  const presence = presenceOf(visits, tenant);
  const stretches = stretchesOf(presence, tenant);
  const week = weekOf(monday, { ...tenant, zoneOf: zoneOfWeek(presence, tenant) });
  const exceptions = exceptionsOf(presence, stretches, now);
  const options = { stretches, presence, now, isVisitor };
  const days = week.days.map((day) => ({
    ...dayOf(day, options),
    exceptions: exceptions.filter(({ from, to }) => touches({ from, to: to ?? now }, day)),
    provisional: !isFinal(day, { carried, arrived, rules }),
  }));
  const provisional = days.some((day) => day.provisional && day.from <= now);
  return { monday, timeZone: week.timeZone, days, provisional, ...sumOf(days) };
}

function dayOf(day: Day, options: LineOptions) {
  const lines = linesIn(day, options);
  const last = lines.at(-1);
  const staysOn = last?.to === day.to && options.stretches.some(({ from, to }) => from <= day.to && day.to < to);
  const seconds = (kinds: readonly LineKind[]) =>
    lines.reduce((sum, line) => sum + (kinds.includes(line.kind) ? line.seconds : 0), 0);
  return {
    ...day,
    lines,
    firstInAt: lines[0]?.from ?? null,
    lastOutAt: !last || last.open || staysOn ? null : last.to,
    workedSeconds: options.isVisitor ? 0 : seconds(['WORK', 'GAP']),
    breakSeconds: seconds(['BREAK']),
    onSiteSeconds: seconds(['WORK', 'GAP', 'BREAK', 'VISIT']),
  };
}

function sumOf(days: readonly Sums[]): Sums {
  const total = (key: keyof Sums) => days.reduce((sum, day) => sum + day[key], 0);
  return {
    workedSeconds: total('workedSeconds'),
    breakSeconds: total('breakSeconds'),
    onSiteSeconds: total('onSiteSeconds'),
  };
}
