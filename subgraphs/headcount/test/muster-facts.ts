import * as fc from 'fast-check';

import type { MarkedIn, MusterMark, PersonFacts, VisitRevision } from '../src/domain/muster/facts.ts';
import { MARK_KINDS } from '../src/domain/muster/facts.ts';
import type { MusterSession, StationPolicy } from '../src/domain/muster/session.ts';
import { STATION_POLICIES } from '../src/domain/muster/session.ts';

/** Musters of these tests start at 0; instants are small whole numbers. */
export const STATIONS = ['east', 'west', 'gate'];
const SCOPE = ['hall', 'store', 'gate'];

/** A muster with stations beside it, and one that is a zone of the scope too. */
export function sessionWith(stationPolicy: StationPolicy = 'ALLOW'): MusterSession {
  const scope = { zoneIds: new Set(SCOPE), stationIds: new Set(STATIONS), markedOut: new Map() };
  return { startedAt: 0, stationPolicy, ...scope };
}

/** A visit of nobody in particular. */
export function visitOf(changes: Partial<VisitRevision> & Pick<VisitRevision, 'zoneId' | 'from'>): VisitRevision {
  const { zoneId, from } = changes;
  const silence = { probable: [], stale: [], lost: null, endReason: changes.to == null ? null : 'LEFT' };
  const told = { offset: 0, knownAt: 0, retracted: false, trackerId: 'phone', alreadyInside: false };
  return { personVisitId: `${zoneId}/${from}`, personId: 'ada', to: null, ...silence, ...told, ...changes };
}

/** A word about nobody in particular. */
export function markOf(changes: Partial<MusterMark> & Pick<MusterMark, 'at'>): MusterMark {
  return {
    markId: `mark/${changes.at}`,
    personId: 'ada',
    kind: 'SAFE',
    by: 'WARDEN',
    stationId: null,
    knownAt: 0,
    ...changes,
  };
}

/** Everything known of one person; nobody expected them unless it says so. */
export function factsOf(changes: Partial<PersonFacts> = {}): PersonFacts {
  return { personId: 'ada', expected: null, assigned: [], visits: [], marks: [], markedIn: [], ...changes };
}

/** Somebody who was on the list. */
export const EXPECTED = {
  personId: 'ada',
  state: 'PRESENT',
  zoneId: 'hall',
  silentSince: null,
  byHand: false,
} as const;

const instant = fc.integer({ min: -15, max: 40 });
const length = fc.integer({ min: 1, max: 20 });

const phases = (from: number) =>
  fc
    .array(fc.record({ gap: fc.integer({ min: 0, max: 8 }), length, lasts: fc.boolean() }), { maxLength: 2 })
    .map((parts) => {
      let at = from;
      return parts.map(({ gap, length: long, lasts }, index) => {
        const begin = at + gap;
        at = begin + long;
        return { from: begin, to: lasts && index === parts.length - 1 ? null : at };
      });
    });

/** Visits of one person to stations, to zones of the scope, and to others. */
export const anyVisit = fc
  .record({
    zoneId: fc.constantFrom(...STATIONS, ...SCOPE, 'road'),
    from: instant,
    length: fc.option(length),
    endReason: fc.constantFrom('LEFT', 'LEFT', 'STALE', 'FENCE_CHANGED', 'CROSSED', 'OTHER_TRACKER'),
    lost: fc.option(length),
    id: fc.integer({ min: 0, max: 7 }),
    knownAt: fc.integer({ min: -5, max: 45 }),
    retracted: fc.boolean(),
    trackerId: fc.constantFrom('phone', 'phone', 'badge'),
    alreadyInside: fc.constantFrom(false, false, true),
  })
  .chain(({ zoneId, from, length: long, endReason, lost, id, knownAt, retracted, ...carried }) =>
    fc.tuple(phases(from), phases(from)).map(([probable, stale]): VisitRevision => {
      const to = long === null ? null : from + long;
      const ended = to === null ? null : endReason;
      const silence = ended === 'STALE' && to !== null ? { from: to, to: lost === null ? null : to + lost } : null;
      return visitOf({
        ...carried,
        personVisitId: `visit-${id}`,
        zoneId,
        from,
        to,
        endReason: ended,
        probable,
        stale,
        lost: silence,
        knownAt,
        offset: knownAt * 100 + id,
        retracted: retracted && id > 5,
      });
    }),
  );

/** Words about one person. */
export const anyMark = fc
  .record({
    at: instant,
    kind: fc.constantFrom(...MARK_KINDS),
    by: fc.constantFrom('WARDEN', 'WARDEN', 'QR'),
    stationId: fc.option(fc.constantFrom(...STATIONS)),
    late: fc.integer({ min: 0, max: 10 }),
  })
  .map(({ at, kind, by, stationId, late }): MusterMark => {
    const markId = `${at}/${kind}/${by}/${stationId}`;
    const word =
      by === 'QR'
        ? { kind: 'SAFE' as const, by: 'QR' as const, stationId: stationId ?? 'east' }
        : { kind, by: 'WARDEN' as const, stationId };
    return markOf({ markId, at, knownAt: at + late, ...word });
  });

/** Marked in for the time of the start, now and then. */
export const anyMarkedIn = fc
  .integer({ min: 0, max: 40 })
  .map((knownAt): MarkedIn => ({ personId: 'ada', zoneId: 'store', knownAt }));

/** One visit of each id, so that what is told of it is all that is believed. */
export const someVisits = fc.uniqueArray(anyVisit, { maxLength: 7, selector: ({ personVisitId }) => personVisitId });
export const someMarks = fc.uniqueArray(anyMark, { maxLength: 4, selector: ({ markId }) => markId });
export const anyPolicy = fc.constantFrom(...STATION_POLICIES);
/** Stations that are theirs from some instants on. */
export const someAssigned = fc
  .uniqueArray(fc.record({ from: instant, stationIds: fc.subarray(STATIONS) }), {
    maxLength: 2,
    selector: ({ from }) => from,
  })
  .map((assigned) => assigned.toSorted((a, b) => a.from - b.from));
