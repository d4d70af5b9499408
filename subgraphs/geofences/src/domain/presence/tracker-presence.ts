import type { KnownFences } from './fence-set.ts';
import type { Fix } from './fix.ts';
import { silenceAt, silencesBetween, silenceTold, type CoverageChange } from './coverage.ts';
import { nextChange, takeFix, UNSEEN, visitOfStanding, type FenceStep, type TrackerState } from './tracker-state.ts';
import { changeKind, type VisitChange } from './visit-change.ts';
import { visitIdOf } from './visit-id.ts';
import type { Visit } from './visit.ts';

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

/** Stage one: takes the next fix of a tracker. It must come behind everything taken before. */
export function applyFix(before: TrackerPresence, fix: Fix, fences: KnownFences): Moved {
  const { state, steps } = takeFix(before.state, fix, fences);
  const telling = createTelling(before, state, { fences, at: fix.recordedAt });
  for (const step of steps) telling.step(step);
  const { last } = before.state;
  const coverage = silencesBetween(last, fix, { wasTold: silenceTold(last, before.until) });
  return telling.finish({ state, until: before.until, coverage });
}

/** Stage one: nothing more was heard of the tracker up to an instant, included. */
export function applySilence(before: TrackerPresence, until: number, fences: KnownFences): Moved {
  const { state } = before;
  const telling = createTelling(before, state, { fences, at: null });
  for (const geofenceId of state.standings.keys()) telling.look(geofenceId, until);
  const { last } = state;
  const isNew = silenceTold(last, until) && !silenceTold(last, before.until);
  const coverage = last && isNew ? silencesBetween(last, null, { wasTold: false }) : null;
  return telling.finish({ state, until, coverage });
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

/** Collects what changed in the visits behind standings. */
function createTelling(
  before: TrackerPresence,
  after: TrackerState,
  { fences, at }: { fences: KnownFences; at: number | null },
) {
  const changes: VisitChange[] = [];
  const decided: { visitId: string; at: number }[] = [];
  let told: Map<string, Told> | null = null;

  const view = (state: TrackerState, geofenceId: string, until: number): Visit | null => {
    const standing = state.standings.get(geofenceId);
    return standing ? visitOfStanding(state, { geofenceId, standing }, { fences, until }) : null;
  };
  const remember = (geofenceId: string, now: Told | null): void => {
    told ??= new Map(before.told);
    if (now) told.set(geofenceId, now);
    else told.delete(geofenceId);
  };

  /** Tells what became of a visit; gives what was told of it last. */
  function tell(known: Told | null, believed: Visit | null, now: Visit | null, decidedAt: number | null): Told | null {
    if (!now) {
      if (!known || known.retracted || !believed) return known;
      const revision = known.revision + 1;
      const { visitId } = known;
      changes.push({ ...RETRACTION, visitId, revision, visit: believed });
      return { visitId, revision, retracted: true };
    }
    const kind = changeKind(known && !known.retracted ? believed : null, now);
    if (!kind) {
      if (known && decidedAt !== null) decided.push({ visitId: known.visitId, at: decidedAt });
      return known;
    }
    const visitId = known?.visitId ?? visitIdOf(now);
    const revision = known ? known.revision + 1 : 0;
    changes.push({ kind, visitId, revision, visit: now, retracted: false, supersededBy: null, decidedAt });
    return { visitId, revision, retracted: false };
  }

  return {
    step({ geofenceId, closed, crossed, goesOn }: FenceStep): void {
      const known = before.told.get(geofenceId) ?? null;
      const believed = known && view(before.state, geofenceId, before.until);
      const now = goesOn ? view(after, geofenceId, before.until) : closed;
      const next = tell(known, believed, now, goesOn ? null : at);
      if (crossed) tell(null, null, crossed, at);
      if (goesOn) {
        if (next !== known) remember(geofenceId, next);
        return;
      }
      const fresh = after.standings.has(geofenceId)
        ? tell(null, null, view(after, geofenceId, before.until), null)
        : null;
      if (known || fresh) remember(geofenceId, fresh);
    },
    look(geofenceId: string, until: number): void {
      const known = before.told.get(geofenceId) ?? null;
      const next = tell(
        known,
        known && view(before.state, geofenceId, before.until),
        view(after, geofenceId, until),
        null,
      );
      if (next !== known) remember(geofenceId, next);
    },
    finish: ({
      state,
      until,
      coverage,
    }: {
      state: TrackerState;
      until: number;
      coverage: CoverageChange | null;
    }): Moved => ({
      presence: { state, until, told: told ?? before.told },
      changes,
      decided,
      coverage,
    }),
  };
}

const RETRACTION = { kind: 'RETRACTED', retracted: true, supersededBy: null, decidedAt: null } as const;
