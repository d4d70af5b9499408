import type { ShownFrom } from './as-known.ts';
import type { BoardPerson } from './board.ts';
import { pausedMsUntil, type Pause } from './clock.ts';
import { countPeople, type MusterCounts } from './counts.ts';
import { curveOf, thinned, timesOf, type CurvePoint, type Times } from './curve.ts';
import { pathsOf, type Paths, type PathsSource } from './paths.ts';
import { isAccounted } from './person-state.ts';

/** How an evacuation went. */
export interface Report extends Times {
  readonly counts: MusterCounts;
  readonly pausedSeconds: number;
  readonly overdue: boolean | null;
  readonly curve: readonly CurvePoint[];
  readonly curveAsKnown: readonly CurvePoint[];
  readonly companies: readonly GroupReport[];
  readonly zones: readonly GroupReport[];
  readonly stations: readonly GroupReport[];
}

/** Part of a report. */
export interface GroupReport extends Times {
  readonly kind: 'COMPANY' | 'ZONE' | 'STATION';
  /** Of the company, zone or station; null for people without one. */
  readonly id: string | null;
  readonly total: number;
  readonly accounted: number;
}

/** What a report is about, until the end, or now while the muster goes on. */
export interface ReportSource extends PathsSource {
  readonly people: readonly BoardPerson[];
  readonly pauses: readonly Pause[];
  readonly expectedMinutes: number | null;
  readonly isOpen: boolean;
}

const MOST_POINTS = 500;
const MINUTE_MS = 60_000;

/** The report of a muster over these people. */
export function reportOf(source: ReportSource): Report {
  const { session, people, pauses, until, expectedMinutes, isOpen } = source;
  const { startedAt } = session;
  const clock = (at: number) => at - startedAt - pausedMsUntil(pauses, at);
  const listed = people
    .filter(({ state }) => state !== 'REMOVED')
    .map((person) => ({ person, changes: pathOf(source, person, 'inTruth') }));
  const curve = curveOf(
    startedAt,
    listed.map(({ changes }) => changes),
  );
  const times = timesOf(curve, clock);
  const limitMs = expectedMinutes === null ? null : expectedMinutes * MINUTE_MS;
  const took = times.secondsTo100 === null ? Infinity : times.secondsTo100 * 1_000;
  const groups = (kind: GroupReport['kind'], idOf: (person: BoardPerson) => string | null, from = listed) =>
    [...Map.groupBy(from, ({ person }) => idOf(person))]
      .map(([id, members]) => groupReport({ kind, id, members, startedAt, clock }))
      .toSorted(byId);
  return {
    counts: countPeople(people),
    ...times,
    pausedSeconds: pausedMsUntil(pauses, until) / 1_000,
    overdue: limitMs === null || (isOpen && clock(until) <= limitMs) ? null : took > limitMs,
    curve: thinned(curve, MOST_POINTS),
    curveAsKnown: thinned(
      curveOf(
        startedAt,
        people.map((person) => pathOf(source, person, 'asKnown')),
      ),
      MOST_POINTS,
    ),
    companies: groups('COMPANY', ({ companyId }) => companyId),
    zones: groups('ZONE', ({ departureZoneId }) => departureZoneId),
    stations: groups(
      'STATION',
      ({ stationId }) => stationId,
      listed.filter(({ person }) => person.stationId !== null && isAccounted(person.state)),
    ),
  };
}

interface Listed {
  readonly person: BoardPerson;
  readonly changes: readonly ShownFrom[];
}

function pathOf(
  { session, histories, until }: ReportSource,
  { personId }: BoardPerson,
  which: keyof Paths,
): readonly ShownFrom[] {
  const history = histories.get(personId);
  return history ? pathsOf(session, history, until)[which] : [];
}

function groupReport({
  kind,
  id,
  members,
  startedAt,
  clock,
}: {
  kind: GroupReport['kind'];
  id: string | null;
  members: readonly Listed[];
  startedAt: number;
  clock: (at: number) => number;
}): GroupReport {
  const times = timesOf(
    curveOf(
      startedAt,
      members.map(({ changes }) => changes),
    ),
    clock,
  );
  const accounted = members.filter(({ person }) => isAccounted(person.state)).length;
  return { kind, id, total: members.length, accounted, ...times };
}

function byId(a: GroupReport, b: GroupReport): number {
  if (a.id === null || b.id === null) return Number(a.id === null) - Number(b.id === null);
  return a.id < b.id ? -1 : 1;
}
