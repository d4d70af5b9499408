import { holdsAt, type Interval, type PersonVisit } from '../person-visit.ts';

/** Whether the visit is a line between two fixes outside: nobody was seen inside. */
export function isCrossing({ endReason }: PersonVisit): boolean {
  return endReason === 'CROSSED';
}

/** Whether the person was inside at an instant and heard, neither probable nor stale nor lost. */
export function isSeenAt(visit: PersonVisit, at: number): boolean {
  return !isCrossing(visit) && holdsAt(visit, at) && !silenceAt(visit, at);
}

/** Whether the person was inside at an instant, or was lost inside: the place at which a search begins. */
export function isCountedAt(visit: PersonVisit, at: number): boolean {
  return !isCrossing(visit) && (holdsAt(visit, at) || isLostAt(visit, at));
}

/** Whether the visit had ended for silence by an instant, and nothing was heard since. */
export function isLostAt({ lost }: PersonVisit, at: number): boolean {
  return lost !== null && holdsAt(lost, at);
}

/** Whether a visit, or the time in which its person is lost afterwards, has a moment behind an instant. */
export function lastsBeyond({ to, lost }: PersonVisit, at: number): boolean {
  return (to ?? Infinity) > at || (lost !== null && (lost.to ?? Infinity) > at);
}

/** The first instant at or after another at which the person was seen inside; null where there is none. */
export function firstSeenAt(visit: PersonVisit, notBefore: number): number | null {
  if (isCrossing(visit)) return null;
  let at = Math.max(visit.from, notBefore);
  for (let phase = silenceAt(visit, at); phase; phase = silenceAt(visit, at)) {
    if (phase.to === null) return null;
    at = phase.to;
  }
  return holdsAt(visit, at) ? at : null;
}

/**
 * Since when the person was no longer seen in the zone by an instant: null while they are, else the end of the last
 * stretch in which they were. Asks for a visit that had begun by then.
 */
export function silentSince(visit: PersonVisit, until: number): number | null {
  if (isSeenAt(visit, until)) return null;
  let end = visit.to === null ? until : Math.min(visit.to, until);
  const silences = [...visit.probable, ...visit.stale];
  for (;;) {
    const before = silences.find((phase) => phase.from < end && (phase.to === null || phase.to >= end));
    if (!before) break;
    end = before.from;
  }
  // The silence that covers the instant may begin at it.
  return Math.max(visit.from, end);
}

function silenceAt({ probable, stale }: PersonVisit, at: number): Interval | undefined {
  return probable.find((phase) => holdsAt(phase, at)) ?? stale.find((phase) => holdsAt(phase, at));
}
