import { comparePositions, type PositionOrder } from '@trekker/geo';

import { advance } from './advance.ts';
import { endOf, type ShapedVersion } from './fence-version.ts';
import type { KnownFences } from './fence-set.ts';
import type { Fix } from './fix.ts';
import { deadlineOf, silentUntil } from './silence.ts';
import type { Standing } from './standing.ts';
import { changeKind, type VisitChange } from './visit-change.ts';
import { visitOf } from './visit-of.ts';

/** Where a tracker stands after the newest position applied. */
export interface TrackerPresence {
  /** The newest position applied, or null before the first. */
  readonly last: PositionOrder | null;
  /** By geofence; those it is simply outside of are absent. */
  readonly standings: ReadonlyMap<string, Standing>;
}

/** What a step gave. */
export interface Stepped {
  readonly presence: TrackerPresence;
  /** New beliefs about visits, by geofence. */
  readonly changes: readonly VisitChange[];
}

/** A tracker nothing is known of. */
export const UNSEEN: TrackerPresence = { last: null, standings: new Map() };

/** Whether a position comes behind everything applied; `known` when it is the newest applied itself. */
export function orderOf({ last }: TrackerPresence, position: PositionOrder): 'next' | 'known' | 'late' {
  const order = last ? comparePositions(last, position) : -1;
  return order < 0 ? 'next' : order === 0 ? 'known' : 'late';
}

/** Stage one: applies the next position of a tracker. It must come behind everything applied before. */
export function applyFix(presence: TrackerPresence, fix: Fix, fences: KnownFences): Stepped {
  const around = new Map<string, ShapedVersion>();
  for (const version of fences.containing(fix, fix.recordedAt)) around.set(version.geofenceId, version);
  const concerned = new Set([...presence.standings.keys(), ...around.keys()]);
  const step = stepThrough(presence, fences);
  for (const geofenceId of [...concerned].toSorted()) {
    step(geofenceId, (before) => {
      const fence = fences.fence(geofenceId);
      return fence ? advance(before, { fix, fence, contained: around.has(geofenceId) }) : before;
    });
  }
  return step.finish({ recordedAt: fix.key.recordedAt, dedupe: fix.key.dedupe });
}

/** Stage one: nothing more was heard of the tracker up to an instant. */
export function applySilence(presence: TrackerPresence, until: number, fences: KnownFences): Stepped {
  const step = stepThrough(presence, fences);
  for (const geofenceId of presence.standings.keys()) {
    step(geofenceId, (before) => before && silentUntil(before, until));
  }
  return step.finish(presence.last);
}

/**
 * Stage one: geofences came to an end. Visits that last end with them; positions from before the end may still follow
 * and tell that a visit ended earlier, so the standing stays.
 * @param before what was known of geofences until then.
 */
export function applyEnds(
  presence: TrackerPresence,
  ended: readonly string[],
  { before, after }: { before: KnownFences; after: KnownFences },
): Stepped {
  const step = stepThrough(presence, after, before);
  for (const geofenceId of ended) step(geofenceId, (standing) => standing);
  return step.finish(presence.last);
}

/** When somebody must look at the tracker although nothing comes of it, Unix milliseconds, or null. */
export function nextDeadline({ standings }: TrackerPresence): number | null {
  const deadlines = [...standings.values()].flatMap((standing) => deadlineOf(standing) ?? []);
  return deadlines.length ? Math.min(...deadlines) : null;
}

interface StepThrough {
  (geofenceId: string, next: (before: Standing | null) => Standing | null): void;
  finish(last: PositionOrder | null): Stepped;
}

/** Moves standings one by one and notes what thereby changed in the visits behind them. */
function stepThrough({ standings }: TrackerPresence, fences: KnownFences, fencesBefore = fences): StepThrough {
  const moved = new Map(standings);
  const changes: VisitChange[] = [];
  const endsAt = (known: KnownFences, geofenceId: string): number | null => {
    const fence = known.fence(geofenceId);
    return fence && endOf(fence);
  };
  const step = (geofenceId: string, next: (before: Standing | null) => Standing | null): void => {
    const before = standings.get(geofenceId) ?? null;
    const after = next(before);
    const visit = visitOf(geofenceId, after, endsAt(fences, geofenceId));
    const told = visitOf(geofenceId, before, endsAt(fencesBefore, geofenceId));
    const kind = visit && changeKind(told, visit);
    const revision = after?.revision ?? 0;
    if (visit && kind) changes.push({ kind, revision, visit });
    if (!after || after.phase === 'GONE') moved.delete(geofenceId);
    else moved.set(geofenceId, kind ? { ...after, revision: revision + 1 } : after);
  };
  return Object.assign(step, {
    finish: (last: PositionOrder | null): Stepped => ({ presence: { last, standings: moved }, changes }),
  });
}
