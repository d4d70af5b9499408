import type { MusterMark, PersonFacts } from '../src/domain/muster/facts.ts';
import type { MusterSession } from '../src/domain/muster/session.ts';

type Visit = PersonFacts['visits'][number];
type Part = { readonly from: number; readonly to: number | null };

const FINE = ['SAFE', 'OFF_SITE', 'INJURED'];
const UNDONE = ['SAFE', 'OFF_SITE', 'ASK', 'WRONG_STATION'];
const CAUTION = ['SAFE', 'OFF_SITE', 'INJURED', 'MISSING'];

/**
 * The rules of mustering told once more, from one instant at which anything happens to the next: slow, and sharing nothing
 * with what it is compared to.
 */
export function stepThrough(session: MusterSession, facts: PersonFacts, until: number) {
  const { startedAt } = session;
  const isOver = ({ to, lost }: Visit) =>
    to !== null && to <= startedAt && !(lost && (lost.to ?? Infinity) > startedAt);
  const visits = facts.visits.filter((visit) => visit.endReason !== 'CROSSED' && !isOver(visit));
  const stations = visits.filter(({ zoneId }) => session.stationIds.has(zoneId));
  const inside = visits.filter(({ zoneId }) => session.zoneIds.has(zoneId) && !session.stationIds.has(zoneId));
  const person = createPerson(session, facts);
  const begun = new Set<Visit>();
  const bringing = createBringing(facts);
  const begins = (visit: Visit, t: number) => !begun.has(visit) && isSeen(visit, t);
  const isAway = (t: number) => !stations.some((visit) => within(visit, t) || (visit.lost && within(visit.lost, t)));
  const goesBackAt = (t: number) => {
    const away = isAway(t);
    const enters = inside.some((visit) => visit.from >= startedAt && begins(visit, t));
    const leaves = t > startedAt && stations.some((visit) => heardElsewhere(visit) === t);
    return away && (enters || (leaves && inside.some((visit) => isSeen(visit, t))));
  };
  for (const t of instantsOf(session, facts).filter((at) => at <= until)) {
    const isOn = t >= startedAt;
    const beginning = (all: readonly Visit[]) => all.filter(({ from }) => from === t);
    bringing.see(beginning(stations), isAway(t) ? beginning(inside) : []);
    const arrivals = isOn ? stations.filter((visit) => begins(visit, t)) : [];
    const entries = inside.filter((visit) => begins(visit, t));
    if (isOn && goesBackAt(t)) person.goesBack();
    const byName = arrivals.toSorted((a, b) => (a.zoneId < b.zoneId ? -1 : 1));
    for (const { zoneId } of byName.filter((one) => !bringing.did(one))) person.isFound(zoneId);
    for (const { zoneId } of byName.filter((one) => bringing.did(one))) person.isAt(zoneId, t);
    const marks = isOn ? facts.marks.filter(({ at }) => at === t) : [];
    for (const mark of marks.toSorted(byCaution)) person.isMarked(mark);
    for (const visit of [...arrivals, ...entries]) begun.add(visit);
  }
  return person.standing();
}

/** Whether somebody is to be accounted for by an instant, but for who was expected and turns out to have left. */
export function isListed(
  { startedAt, zoneIds }: MusterSession,
  { visits, marks, markedIn }: PersonFacts,
  until: number,
): boolean {
  const inScope = visits.filter(({ zoneId, endReason }) => zoneIds.has(zoneId) && endReason !== 'CROSSED');
  const wasThere = inScope.some((visit) => within(visit, startedAt) || (visit.lost && within(visit.lost, startedAt)));
  const instants = [startedAt, ...inScope.flatMap(edgesOf)].filter((at) => at >= startedAt && at <= until);
  const came = instants.some((at) => inScope.some((visit) => isSeen(visit, at)));
  return wasThere || markedIn.length > 0 || came || marks.some(({ at }) => at >= startedAt && at <= until);
}

/** Every instant at which anything may happen, in order. */
function instantsOf({ startedAt }: MusterSession, { visits, marks }: PersonFacts): number[] {
  const all = [startedAt, ...visits.flatMap(edgesOf), ...marks.map(({ at }) => at)];
  return [...new Set(all)].toSorted((a, b) => a - b);
}

function edgesOf({ from, to, probable, stale, lost }: Visit): number[] {
  const parts = [{ from, to }, ...probable, ...stale, ...(lost ? [lost] : [])];
  return parts.flatMap((part) => (part.to === null ? [part.from] : [part.from, part.to]));
}

/** Which trackers came to a station with the person: those that were with them inside, and then came in. */
function createBringing({ expected, markedIn }: PersonFacts) {
  const brought = new Set<Visit>();
  const saidInside = expected === null ? markedIn.length > 0 : expected.byHand;
  let insideWith: readonly (string | null)[] = saidInside ? ['nobody'] : [];
  return {
    see(atStations: readonly Visit[], entered: readonly Visit[]): void {
      for (const visit of atStations) {
        const isTheirs = !insideWith.length || insideWith.includes(visit.trackerId);
        if (isTheirs && !visit.alreadyInside) brought.add(visit);
      }
      if (entered.length) insideWith = entered.map(({ trackerId }) => trackerId);
    },
    did: (visit: Visit) => brought.has(visit),
  };
}

function createPerson({ stationPolicy }: MusterSession, { assigned }: PersonFacts) {
  let state = 'UNACCOUNTED';
  let stationId: string | null = null;
  const become = (next: string, station: string | null) => {
    stationId = next === state ? (station ?? stationId) : station;
    state = next;
  };
  const verdict = (station: string, t: number) => {
    const own = stationsOf(assigned, t);
    if (stationPolicy === 'ALLOW' || own.length === 0 || own.includes(station)) return 'SAFE';
    return stationPolicy === 'ASK' ? 'ASK' : 'WRONG_STATION';
  };
  const isAt = (station: string, t: number) => {
    const next = verdict(station, t);
    if (state !== 'INJURED' && (next === 'SAFE' || !FINE.includes(state))) become(next, station);
  };
  return {
    isAt,
    isFound: (station: string) => void (state === 'UNACCOUNTED' && become('ASK', station)),
    goesBack: () => void (UNDONE.includes(state) && become('RE_ENTERED', null)),
    isMarked({ by, kind, stationId: station, at }: MusterMark): void {
      if (by === 'QR' && station !== null) return isAt(station, at);
      const isRefused = kind === 'SAFE' && station !== null && verdict(station, at) === 'WRONG_STATION';
      if (!isRefused) become(kind, station);
      else if (!FINE.includes(state)) become('WRONG_STATION', station);
    },
    standing: () => ({ state, stationId }),
  };
}

/** Whose stations they are at an instant: those given last until then. */
function stationsOf(assigned: PersonFacts['assigned'], t: number): readonly string[] {
  let own: readonly string[] = [];
  for (const { from, stationIds } of assigned) {
    if (from > t) break;
    own = stationIds;
  }
  return own;
}

/** When a fix says that the person of a visit is elsewhere. */
function heardElsewhere({ endReason, to, lost }: Visit): number | null | undefined {
  return endReason === 'LEFT' ? to : lost?.to;
}

function isSeen(visit: Visit, t: number): boolean {
  return within(visit, t) && ![...visit.probable, ...visit.stale].some((part) => within(part, t));
}

function within({ from, to }: Part, t: number): boolean {
  return from <= t && t < (to ?? Infinity);
}

function byCaution(a: MusterMark, b: MusterMark): number {
  const rank = ({ by, kind }: MusterMark) => (by === 'QR' ? -1 : CAUTION.indexOf(kind));
  return rank(a) - rank(b) || ((a.stationId ?? '') < (b.stationId ?? '') ? -1 : 1);
}
