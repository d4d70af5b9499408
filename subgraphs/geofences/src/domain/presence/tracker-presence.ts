import type { KnownFences } from './fence-set.ts';
import type { Fix } from './fix.ts';
import { silenceAt, silencesBetween, silenceTold, withSilenceBehind, type CoverageChange } from './coverage.ts';
import { nextChange, takeFix, UNSEEN, type TrackerState } from './tracker-state.ts';
import type { VisitChange } from './visit-change.ts';
import { VisitTelling, type FencesToldBy } from './visit-telling.ts';

/** What was told of the visit of a standing. */
export interface Told {
  readonly visitId: string;
  /** Number of the last belief. */
  readonly revision: number;
  /** It is not believed now; the same standing may bring it back. */
  readonly retracted: boolean;
}

/** Where a tracker stands, and what was told of it. */
export interface TrackerPresence {
  readonly state: TrackerState;
  /** Up to when nothing more was heard as far as is known, Unix milliseconds; before the last fix where nobody looked since. */
  readonly until: number;
  /** By geofence, of standings only. */
  readonly told: ReadonlyMap<string, Told>;
}

/** What a step gave. */
export interface Moved {
  readonly presence: TrackerPresence;
  /** New beliefs about visits, by geofence. */
  readonly changes: readonly VisitChange[];
  /** Visits that can no longer change in order, although nothing new is believed of them. */
  readonly decided: readonly { readonly visitId: string; readonly at: number }[];
  readonly coverage: CoverageChange | null;
}

/** A tracker nothing is known of. */
export const UNKNOWN_TRACKER: TrackerPresence = { state: UNSEEN, until: 0, told: new Map() };

/** The next fix of a tracker, and up to when nothing was heard behind it as far as is known, Unix milliseconds. */
export interface NextFix {
  readonly fix: Fix;
  readonly until: number;
}

/** Stage one: takes the next fix of a tracker. It must come behind everything taken before. */
export function applyFix(before: TrackerPresence, { fix, until }: NextFix, fences: KnownFences): Moved {
  const { state, steps } = takeFix(before.state, fix, fences);
  const telling = new VisitTelling({ before, after: state, until, fences: { now: fences, before: fences } });
  for (const step of steps) telling.step(step, fix.recordedAt);
  const { last } = before.state;
  const behind = silencesBetween(last, fix, { wasTold: silenceTold(last, before.until) });
  // A fix from long before somebody last looked: silence behind it is known already.
  const coverage = silenceTold(fix, until) ? withSilenceBehind(behind, fix) : behind;
  return movedBy(telling, { state, until, coverage });
}

/**
 * Fixes of a tracker that became known at once, in order, each with up to when nothing was heard behind it: of the silence
 * that the next one ends nobody is told, however long ago all of them were recorded.
 */
export function knownAtOnce<F extends Fix>(
  { until }: TrackerPresence,
  fixes: readonly F[],
): { fix: F; until: number }[] {
  return fixes.map((fix, index) => {
    const isLast = index === fixes.length - 1;
    return { fix, until: isLast ? until : Math.min(until, fix.recordedAt) };
  });
}

/**
 * Stage one: nothing more was heard of the tracker up to an instant, included.
 * @param fences as they are known now; where visits were told by others last, both.
 */
export function applySilence(before: TrackerPresence, until: number, fences: KnownFences | FencesToldBy): Moved {
  const { state } = before;
  const toldBy = 'now' in fences ? fences : { now: fences, before: fences };
  const telling = new VisitTelling({ before, after: state, until, fences: toldBy });
  for (const geofenceId of state.standings.keys()) telling.look(geofenceId);
  const { last } = state;
  const isNew = silenceTold(last, until) && !silenceTold(last, before.until);
  const coverage = last && isNew ? silencesBetween(last, null, { wasTold: false }) : null;
  return movedBy(telling, { state, until, coverage });
}

/** When somebody must look at the tracker although nothing comes of it, Unix milliseconds, or null. */
export function nextDeadline({ state, until }: TrackerPresence, fences: KnownFences): number | null {
  const { last } = state;
  if (!last) return null;
  const visits = nextChange(state, fences, until);
  const silence = silenceTold(last, until) ? null : silenceAt(last);
  if (visits === null || silence === null) return visits ?? silence;
  return Math.min(visits, silence);
}

function movedBy(
  { told, changes, decided }: VisitTelling,
  { state, until, coverage }: { state: TrackerState; until: number; coverage: CoverageChange | null },
): Moved {
  return { presence: { state, until, told }, changes, decided, coverage };
}
