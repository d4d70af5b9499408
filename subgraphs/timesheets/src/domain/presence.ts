import { joined, union, without, type Interval } from './interval.ts';
import type { PersonVisit } from './person-visit.ts';
import type { Rules } from './rules.ts';

/** The parts of one visit during which somebody was seen in the zone. */
export interface SeenVisit {
  readonly personVisitId: string;
  readonly zoneId: string;
  /** First instant of the visit. */
  readonly from: number;
  readonly seen: readonly Interval[];
  /** Silences that were too long for the zone's rules. */
  readonly silent: readonly Interval[];
  /** Whether the visit lasts on. */
  readonly lasting: boolean;
  /** Whether visit and sign of life last on. */
  readonly open: boolean;
}

/** Where somebody was seen, zone by zone. */
export interface Presence {
  readonly visits: readonly SeenVisit[];
  /** What counts, by zone. */
  readonly counted: ReadonlyMap<string, readonly Interval[]>;
  /** What lies beyond the longest stay, by zone: a stretch from where counting ends until the zone was left. */
  readonly beyond: ReadonlyMap<string, readonly Interval[]>;
}

/** What visits say of where somebody was seen until `now`, Unix milliseconds. Repetition and division change nothing. */
export function presenceOf(visits: readonly PersonVisit[], { rules, now }: { rules: Rules; now: number }): Presence {
  const seen = visits
    .map((visit) => seenVisit(visit, now))
    .toSorted((a, b) => a.from - b.from || (a.personVisitId < b.personVisitId ? -1 : 1));
  const byZone = new Map(
    [...Map.groupBy(seen, ({ zoneId }) => zoneId)].map(([zoneId, ofZone]) => [
      zoneId,
      union(ofZone.flatMap((visit) => visit.seen)),
    ]),
  );
  const beyond = beyondLongest(byZone, rules);
  const counted = new Map(
    [...byZone].map(([zoneId, stretches]) => [zoneId, without(stretches, beyond.get(zoneId) ?? [])]),
  );
  return { visits: seen, counted, beyond };
}

function seenVisit({ personVisitId, zoneId, from, to, stale }: PersonVisit, now: number): SeenVisit {
  const whole = { from, to: Math.min(to ?? now, now) };
  const silent = union(stale.map((phase) => ({ from: phase.from, to: Math.min(phase.to ?? whole.to, whole.to) })));
  const seen = union(without([whole], silent));
  const lasting = to === null || to > now;
  return { personVisitId, zoneId, from, seen, silent, lasting, open: lasting && seen.at(-1)?.to === now };
}

/**
 * What lies too far behind the begin of a stay in one zone. Short holes do not begin a new stay. Where a stay has become
 * too long, whatever zone somebody has been in since before counts no longer either: a tracker in a locker is in the room
 * and on the site. Who goes on to another zone shows that it is carried.
 */
function beyondLongest(
  byZone: ReadonlyMap<string, readonly Interval[]>,
  { gapMs, longStayMs }: Rules,
): Map<string, Interval[]> {
  const stays = [...byZone].map(([zoneId, stretches]) => ({ zoneId, runs: joined(stretches, gapMs) }));
  const limits = stays
    .flatMap(({ runs }) => runs.filter(({ from, to }) => to - from > longStayMs))
    .map(({ from }) => from + longStayMs)
    .toSorted((a, b) => a - b);
  return new Map(
    stays.map(({ zoneId, runs }) => [
      zoneId,
      runs.flatMap(({ from, to }) => {
        const limit = limits.find((instant) => from < instant && instant < to);
        return limit === undefined ? [] : { from: limit, to };
      }),
    ]),
  );
}
