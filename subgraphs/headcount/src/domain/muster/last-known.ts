import type { PersonFacts } from './facts.ts';
import { isCrossing, silentSince } from './seen.ts';

/** Where a search for somebody begins. */
export interface LastKnown {
  /** The zone they were last seen in, or null where no tracker ever said anything. */
  readonly zoneId: string | null;
  /** The visit that says so, or null. */
  readonly personVisitId: string | null;
  /** Since when they were no longer seen there, Unix milliseconds; null while they are. */
  readonly silentSince: number | null;
  /** The tracker that says so, or null. */
  readonly trackerId: string | null;
  /** Until when it was theirs, Unix milliseconds; null where it still is as far as is known. */
  readonly carriedUntil: number | null;
}

const NOTHING = { personVisitId: null, trackerId: null, carriedUntil: null };

/**
 * The last knowledge of a person by an instant, stations included. Of several zones the one seen longest counts, of
 * those the one entered last, which is the innermost.
 */
export function lastKnownOf(facts: PersonFacts, until: number): LastKnown {
  let best: (LastKnown & { from: number }) | null = null;
  for (const visit of facts.visits) {
    if (visit.from > until || isCrossing(visit)) continue;
    const { zoneId, personVisitId, trackerId, from } = visit;
    const carriedUntil = visit.endReason === 'HANDED_OVER' ? visit.to : null;
    const known = { zoneId, personVisitId, trackerId, carriedUntil };
    const candidate = { ...known, from, silentSince: silentSince(visit, until) };
    if (!best || isBetter(candidate, best)) best = candidate;
  }
  if (!best) return lastSaidOf(facts);
  const { from: _from, ...known } = best;
  return known;
}

/** What was known of somebody of whom no tracker said anything. */
function lastSaidOf({ expected, markedIn }: PersonFacts): LastKnown {
  if (expected) return { ...NOTHING, zoneId: expected.zoneId, silentSince: expected.silentSince };
  return { ...NOTHING, zoneId: markedIn.at(-1)?.zoneId ?? null, silentSince: null };
}

type Candidate = LastKnown & { readonly from: number };

function isBetter(a: Candidate, b: Candidate): boolean {
  const [seenA, seenB] = [a.silentSince ?? Infinity, b.silentSince ?? Infinity];
  if (seenA !== seenB) return seenA > seenB;
  if (a.from !== b.from) return a.from > b.from;
  return (a.personVisitId ?? '') < (b.personVisitId ?? '');
}
