import { comparePositions } from '@trekker/geo';

import type { Area } from './area.ts';
import type { Calm } from './calm.ts';
import type { KnownFences } from './fence-set.ts';
import type { Fix } from './fix.ts';
import { NO_TRAIL, type Trail } from './plausibility.ts';
import type { Standing } from './standing.ts';
import { nextInstant } from './time-alone.ts';
import { visitAt, type OverVisit } from './visit-of.ts';
import type { Visit } from './visit.ts';
import { Walk } from './walk.ts';

/**
 * Where a tracker stands after its fixes up to one. It follows from these fixes and the versions of geofences alone; what
 * time does to it since is a view of it, never kept.
 */
export interface TrackerState {
  /** The last fix, or null before the first. */
  readonly last: Fix | null;
  readonly isLastPlausible: boolean;
  readonly trail: Trail;
  /** By geofence; those it is simply outside of are absent. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** What spares work on the next fix; never kept, and all follows without it. */
  readonly ease: { readonly area: Area | null; readonly calm: Calm | null } | null;
}

/** A tracker nothing is known of. */
export const UNSEEN: TrackerState = {
  last: null,
  isLastPlausible: true,
  trail: NO_TRAIL,
  standings: new Map(),
  ease: null,
};

/** What a fix made of one geofence's standing. */
export interface FenceStep {
  readonly geofenceId: string;
  /** The visit of the standing before, where it is over. */
  readonly closed: OverVisit | null;
  /** The visit that was passed through since the fix before. */
  readonly crossed: Visit | null;
  /** Whether the standing now, if there is one, goes on from the one before. */
  readonly goesOn: boolean;
}

/** What a fix led to. */
export interface Stepped {
  readonly state: TrackerState;
  /** Geofences that were stood to before or are now, or that were passed through, by id. */
  readonly steps: readonly FenceStep[];
}

/** Whether a fix comes behind everything taken; `known` when it is the last one itself. */
export function orderOf({ last }: TrackerState, fix: Fix): 'next' | 'known' | 'late' {
  const order = last ? comparePositions(last.key, fix.key) : -1;
  return order < 0 ? 'next' : order === 0 ? 'known' : 'late';
}

/** Stage one: takes the next fix of a tracker, which must come behind everything taken before. */
export function takeFix(before: TrackerState, fix: Fix, fences: KnownFences): Stepped {
  const walk = new Walk(before);
  const steps = walk.take(fix, fences);
  return { state: walk.state, steps };
}

/** The visits that last, or whose end waits for the next fix, as they look at an instant, by geofence. */
export function visitsAt(state: TrackerState, fences: KnownFences, until: number): Map<string, Visit> {
  const visits = new Map<string, Visit>();
  for (const [geofenceId, standing] of state.standings) {
    const visit = visitOfStanding(state, { geofenceId, standing }, { fences, until });
    if (visit) visits.set(geofenceId, visit);
  }
  return visits;
}

/** The visit behind one standing as it looks at an instant; null while it is none. */
export function visitOfStanding(
  { last }: TrackerState,
  { geofenceId, standing }: { geofenceId: string; standing: Standing },
  { fences, until }: { fences: KnownFences; until: number },
): Visit | null {
  const fence = fences.fence(geofenceId);
  return last && fence ? visitAt(standing, { fence, heard: last }, until) : null;
}

/** The next instant behind another at which time alone changes a visit, Unix milliseconds, or null. */
export function nextChange({ last, standings }: TrackerState, fences: KnownFences, behind: number): number | null {
  if (!last) return null;
  let first: number | null = null;
  for (const [geofenceId, standing] of standings) {
    const fence = fences.fence(geofenceId);
    const instant = fence && nextInstant(standing, { fence, heard: last }, behind);
    if (instant !== null && (first === null || instant < first)) first = instant;
  }
  return first;
}
