import { diesAtMs, inLockerAt } from '../devices/mishaps.ts';
import { dutyOn } from '../movers/duty-of.ts';
import type { Duty } from '../movers/mover.ts';
import type { Population, SimulatedPerson } from '../people/create-population.ts';
import { WHOLE_SITE } from '../site/create-site.ts';
import { type EpochDay, dateOf, localDay, localInstant } from '../time/local-day.ts';
import { type Span, trueVisits } from './true-visits.ts';

/** What one person truly did on one day of the site's zone, whatever the phone said. */
export interface TrueDay {
  readonly identifier: string;
  readonly name: string;
  /** `YYYY-MM-DD` in the site's zone. */
  readonly date: string;
  /** When the person first came onto the site that day, Unix milliseconds; null when not at all. */
  readonly firstInMs: number | null;
  /** When the person last left the site that day, Unix milliseconds; null when not at all, or still there at midnight. */
  readonly lastOutMs: number | null;
  readonly onSiteSeconds: number;
  readonly breakSeconds: number;
  /** Visits of every zone that have a moment that day, cut at midnight, by zone and time. */
  readonly visits: readonly TrueVisit[];
  /** Why the phone cannot have told the same. */
  readonly deceived: readonly ('BATTERY_DIED' | 'PHONE_LEFT_BEHIND')[];
}

/** A time within a zone. */
export interface TrueVisit extends Span {
  /** Id of the site's zone. */
  readonly zoneId: string;
}

/** What everybody truly did on every day that has a moment in `[fromMs, toMs)`, by person and day. */
export function* truthOf({ site, people }: Population, fromMs: number, toMs: number): Generator<TrueDay> {
  const first = localDay(site.timeZone, fromMs);
  const last = localDay(site.timeZone, toMs - 1);
  for (const person of people) for (let day = first; day <= last; day++) yield trueDay(person, day);
}

/** The same as lines of JSON. */
export function* truthLines(...[population, fromMs, toMs]: Parameters<typeof truthOf>): Generator<string> {
  for (const day of truthOf(population, fromMs, toMs)) yield `${JSON.stringify(day)}\n`;
}

function trueDay(person: SimulatedPerson, day: EpochDay): TrueDay {
  const { site, identifier, name } = person;
  const [fromMs, toMs] = [localInstant(site.timeZone, day, 0), localInstant(site.timeZone, day + 1, 0)];
  const duties = [day - 1, day].flatMap((each) => dutyOn(person, each) ?? []);
  const visits = site.zones.flatMap(({ id: zoneId, ring }) =>
    duties.flatMap((duty) => trueVisits(duty, ring).map((span) => ({ zoneId, ...cut(span, fromMs, toMs) }))),
  );
  const seen = visits.filter((visit) => visit.toMs > visit.fromMs);
  const onSite = seen.filter(({ zoneId }) => zoneId === WHOLE_SITE);
  const breakZones = new Set(site.zones.filter(({ kind }) => kind === 'BREAK_AREA').map(({ id }) => id));
  const left = onSite.at(-1)?.toMs ?? null;
  return {
    identifier,
    name,
    date: dateOf(day),
    firstInMs: onSite[0]?.fromMs ?? null,
    lastOutMs: left === toMs ? null : left,
    onSiteSeconds: seconds(onSite),
    breakSeconds: seconds(seen.filter(({ zoneId }) => breakZones.has(zoneId))),
    visits: seen,
    deceived: deceptions(person, { fromMs, toMs, duties }),
  };
}

function cut(span: Span, fromMs: number, toMs: number): Span {
  return { fromMs: Math.max(span.fromMs, fromMs), toMs: Math.min(span.toMs, toMs) };
}

function seconds(spans: readonly Span[]): number {
  return spans.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs), 0) / 1000;
}

function deceptions(
  person: SimulatedPerson,
  { fromMs, toMs, duties }: Span & { duties: readonly Duty[] },
): TrueDay['deceived'] {
  const died = duties.some((duty) => {
    const dies = diesAtMs(person, duty);
    return dies !== null && dies < toMs && duty.untilMs > fromMs;
  });
  // It is left in the evening, or lies there from midnight on.
  const instants = [fromMs, ...duties.flatMap(({ lockers }) => lockers?.lastMs ?? [])];
  const left = instants.some((unixMs) => unixMs >= fromMs && unixMs < toMs && inLockerAt(person, unixMs));
  return [...(died ? (['BATTERY_DIED'] as const) : []), ...(left ? (['PHONE_LEFT_BEHIND'] as const) : [])];
}
