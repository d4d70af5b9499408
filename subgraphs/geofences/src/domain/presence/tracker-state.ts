import { comparePositions } from '@trekker/geo';

import { advance } from './advance.ts';
import { isCalm } from './calm.ts';
import { crossing } from './crossing.ts';
import type { FenceAround, KnownFences } from './fence-set.ts';
import { activeAt } from './fence-version.ts';
import type { Fix } from './fix.ts';
import { follow, NO_TRAIL, type Trail } from './plausibility.ts';
import type { Standing } from './standing.ts';
import { nextInstant } from './time-alone.ts';
import { visitAt } from './visit-of.ts';
import type { Visit } from './visit.ts';

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
}

/** A tracker nothing is known of. */
export const UNSEEN: TrackerState = { last: null, isLastPlausible: true, trail: NO_TRAIL, standings: new Map() };

/** What a fix made of one geofence's standing. */
export interface FenceStep {
  readonly geofenceId: string;
  /** The visit of the standing before, where it is over. */
  readonly closed: Visit | null;
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
  const { isPlausible, trail } = follow(before.trail, fix);
  const around = fences.containing(fix, fix.recordedAt);
  const passed = crossings(before, { fix, isPlausible, fences });
  const moved = { last: fix, isLastPlausible: isPlausible, trail };
  const { standings, steps } =
    passed.size === 0 && isCalm(before, around, { fix, isPlausible })
      ? { standings: before.standings, steps: around.map(goesOn) }
      : stepThrough(before, { fix, isPlausible, fences, around, passed });
  return { state: { ...moved, standings }, steps };
}

/** A fix, and the geofences it may concern. */
interface Arrival {
  readonly fix: Fix;
  readonly isPlausible: boolean;
  readonly fences: KnownFences;
  readonly around: readonly FenceAround[];
  readonly passed: ReadonlyMap<string, Visit>;
}

function stepThrough(before: TrackerState, { fix, isPlausible, fences, around, passed }: Arrival) {
  let { standings } = before;
  const steps: FenceStep[] = [];
  for (const geofenceId of concernedBy(before.standings, around, passed)) {
    const fence = fences.fence(geofenceId);
    if (!fence) continue;
    const standing = before.standings.get(geofenceId) ?? null;
    const isContained = around.some(({ version }) => version.geofenceId === geofenceId);
    const next = advance(standing, { fix, heard: before.last, fence, isContained, isPlausible });
    if (next.standing !== standing) standings = withStanding(standings, geofenceId, next.standing);
    const crossed = standing || next.standing ? null : (passed.get(geofenceId) ?? null);
    const isConcerned = standing !== null || next.standing !== null || crossed !== null;
    if (isConcerned) steps.push({ geofenceId, closed: next.closed, crossed, goesOn: next.goesOn });
  }
  return { standings, steps };
}

function goesOn({ version }: FenceAround): FenceStep {
  return { geofenceId: version.geofenceId, closed: null, crossed: null, goesOn: true };
}

function withStanding(
  standings: ReadonlyMap<string, Standing>,
  geofenceId: string,
  standing: Standing | null,
): ReadonlyMap<string, Standing> {
  const changed = new Map(standings);
  if (standing) changed.set(geofenceId, standing);
  else changed.delete(geofenceId);
  return changed;
}

const NOTHING_PASSED: ReadonlyMap<string, Visit> = new Map();

/** Geofences that a fix may concern, by id. */
function concernedBy(
  standings: ReadonlyMap<string, Standing>,
  around: readonly FenceAround[],
  passed: ReadonlyMap<string, Visit>,
): readonly string[] {
  const ids = [...standings.keys()];
  for (const { version } of around) if (!ids.includes(version.geofenceId)) ids.push(version.geofenceId);
  for (const geofenceId of passed.keys()) if (!ids.includes(geofenceId)) ids.push(geofenceId);
  return ids.length > 1 ? ids.toSorted() : ids;
}

function crossings(
  before: TrackerState,
  { fix, isPlausible, fences }: { fix: Fix; isPlausible: boolean; fences: KnownFences },
): ReadonlyMap<string, Visit> {
  const { last } = before;
  const versions = last ? fences.crossed(last, fix, fix.recordedAt) : [];
  if (!last || !versions.length) return NOTHING_PASSED;
  const found = new Map<string, Visit>();
  const stretch = { from: last, to: fix, isFromPlausible: before.isLastPlausible, isToPlausible: isPlausible };
  for (const version of versions) {
    if (before.standings.has(version.geofenceId)) continue;
    const fence = fences.fence(version.geofenceId);
    const visit = fence && activeAt(fence, last.recordedAt) === version ? crossing(version, stretch) : null;
    if (visit) found.set(version.geofenceId, visit);
  }
  return found;
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
