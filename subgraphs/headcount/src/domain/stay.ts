import { sightingsIn, type MarkSource, type MarkSpan } from './mark.ts';
import { endOf, holdsAt, type Interval, type PersonVisit } from './person-visit.ts';
import type { State } from './state.ts';

/** Somebody counts at a zone in one way during `[from, to)`. */
export interface Stay extends Interval {
  readonly personId: string;
  readonly zoneId: string;
  readonly state: State;
  readonly source: 'TRACKER' | MarkSource;
  /** The visit or the mark that says so. */
  readonly sayId: string;
  /** Begin of that visit or mark, Unix milliseconds. */
  readonly since: number;
}

/** What is known of one person. */
export interface PersonRecord {
  /** Visits, none that was retracted; where one is lost, all that overlap what follows it. */
  readonly visits: readonly PersonVisit[];
  readonly spans: readonly MarkSpan[];
}

/**
 * In which way one person counts at which zones, at any instant: what the visits say, and what was marked by hand.
 * Marked out hides what trackers say of the zone. Lost is unknown until the first instant at which the person is in
 * another visit, or marked in. Stays of one zone may overlap; whoever counts takes the best.
 */
export function staysOf({ visits, spans }: PersonRecord): Stay[] {
  const hidden = Map.groupBy(
    spans.filter(({ kind }) => kind === 'OUT'),
    ({ zoneId }) => zoneId,
  );
  const marked = spans.filter((span) => span.kind === 'IN' && endOf(span) > span.from);
  const tracked = visits.flatMap((visit) => {
    const stays = [...phasesOf(visit), ...lostOf(visit, [...visits, ...marked])];
    const out = hidden.get(visit.zoneId);
    return out ? stays.flatMap((stay) => without(stay, out)) : stays;
  });
  return [...tracked, ...marked.map(markedStay)];
}

/** The parts of a visit, each with how the person counts in it. */
export function phasesOf(visit: PersonVisit): Stay[] {
  const { from, to, probable, stale } = visit;
  const edges = [...probable, ...stale].flatMap((phase) => [phase.from, endOf(phase)]);
  const inside = edges.filter((edge) => edge > from && edge < endOf(visit));
  const starts = [...new Set([from, ...inside])].toSorted((a, b) => a - b);
  const stays: Stay[] = [];
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? to;
    if (end !== null && end <= start) continue;
    const state = stateWithin(visit, start);
    const last = stays.at(-1);
    if (last?.state === state) stays[stays.length - 1] = { ...last, to: end };
    else stays.push(stayOf(visit, { from: start, to: end }, state));
  }
  return stays;
}

function stateWithin({ probable, stale }: PersonVisit, at: number): State {
  if (stale.some((phase) => holdsAt(phase, at))) return 'STALE';
  return probable.some((phase) => holdsAt(phase, at)) ? 'PROBABLE' : 'PRESENT';
}

/** The time behind a visit during which nobody knows: until heard, or until something else says where the person is. */
function lostOf(visit: PersonVisit, all: readonly Interval[]): Stay[] {
  const { lost } = visit;
  if (!lost) return [];
  // The visit itself is over when its loss begins.
  const known = all
    .filter((other) => endOf(other) > Math.max(lost.from, other.from))
    .map((other) => Math.max(other.from, lost.from));
  const end = Math.min(endOf(lost), ...known);
  return end > lost.from ? [stayOf(visit, { from: lost.from, to: end === Infinity ? null : end }, 'UNKNOWN')] : [];
}

function stayOf({ personId, zoneId, personVisitId, from }: PersonVisit, part: Interval, state: State): Stay {
  return { personId, zoneId, state, source: 'TRACKER', sayId: personVisitId, since: from, ...part };
}

function markedStay({ personId, zoneId, markId, source, from, to }: MarkSpan): Stay {
  return { personId, zoneId, state: 'PRESENT', source, sayId: markId, since: from, from, to };
}

/** What is left of a stay outside of some intervals. */
function without(stay: Stay, holes: readonly Interval[]): Stay[] {
  let parts = [stay];
  for (const hole of holes) {
    parts = parts.flatMap((part) => {
      const end = Math.min(endOf(part), hole.from);
      const start = Math.max(part.from, endOf(hole));
      return [
        ...(part.from < end ? [{ ...part, to: end === Infinity ? null : end }] : []),
        ...(start < endOf(part) ? [{ ...part, from: start }] : []),
      ];
    });
  }
  return parts;
}

/**
 * The first instant at which two beliefs about a visit differ in what they say of headcounts and of where the person is;
 * Infinity when they do not. Null: the visit never was.
 */
export function firstChange(before: PersonVisit | null, after: PersonVisit | null): number {
  const phases = firstDifference(before ? phasesOf(before) : [], after ? phasesOf(after) : []);
  const [seen, seenNow] = [before ? sightingsIn(before) : [], after ? sightingsIn(after) : []];
  const sightings = [...new Set(seen).symmetricDifference(new Set(seenNow))];
  return Math.min(phases, ...sightings);
}

/** The first instant at which two lists of phases say something else. */
function firstDifference(before: readonly Stay[], after: readonly Stay[]): number {
  const index = before.findIndex((stay, at) => !isSamePhase(stay, after[at]));
  const at = index < 0 ? before.length : index;
  const [one, other] = [before[at], after[at]];
  if (!one || !other) return one?.from ?? other?.from ?? Infinity;
  const endsElse = one.from === other.from && one.state === other.state && one.zoneId === other.zoneId;
  return endsElse ? Math.min(endOf(one), endOf(other)) : Math.min(one.from, other.from);
}

function isSamePhase(a: Stay, b: Stay | undefined): boolean {
  return b !== undefined && a.from === b.from && a.to === b.to && a.state === b.state && a.zoneId === b.zoneId;
}
