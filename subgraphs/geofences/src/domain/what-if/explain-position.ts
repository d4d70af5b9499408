import { comparePositions, signedDistanceMeters, type PositionKey } from '@trekker/geo';

import type { KnownFences, SearchableFences } from '../presence/fence-set.ts';
import type { KnownFence } from '../presence/fence-version.ts';
import type { Fix } from '../presence/fix.ts';
import type { KeptFix, Segment } from '../presence/replay.ts';
import { settle } from '../presence/time-alone.ts';
import { takeFix, type TrackerState } from '../presence/tracker-state.ts';
import { explainJudgement, type ExplainedJudgement } from './judgement-rule.ts';
import { flagsOf, type FlaggedPosition } from './position-flags.ts';

/** How a tracker stands to a geofence; the values of the SDL's `PresenceState`. */
export type PresenceState = 'OUTSIDE' | 'ENTERING' | 'INSIDE' | 'EXITING';

/** What a position did, and why. */
export interface PositionExplained extends FlaggedPosition {
  readonly trackerId: string;
  readonly positionId: string;
  readonly recordedAt: number;
  readonly knownAt: number;
  readonly accuracyMeters: number | null;
  readonly isPlausible: boolean;
  /** By geofence. */
  readonly geofences: readonly PositionJudged[];
}

/** What a position said of one geofence, and what came of it. */
export interface PositionJudged extends ExplainedJudgement {
  readonly geofenceId: string;
  readonly stateBefore: PresenceState;
  readonly stateAfter: PresenceState;
}

/** What is asked about a position. */
export interface PositionAsked {
  readonly key: PositionKey;
  readonly positionId: string;
  /** Geofences that are told of although they are far. */
  readonly geofenceIds: readonly string[];
  /** How far geofences may lie that are told of besides, metres; null: some, or as far as the position is inexact. */
  readonly nearMeters: number | null;
}

/** How far geofences that are told of may lie at most, metres. */
export const MOST_NEAR_METERS = 10_000;
const NEAR_METERS = 100;
/** So many of those that are near are told of: the nearest. */
const MOST_NEAR = 50;

/**
 * Explains one position of a run of a tracker's fixes: what is noteworthy of it, and of each geofence that contains it, is
 * near, or that the tracker stood to, what it said and what came of it. Null where the run does not hold it.
 */
export function explainPosition(
  { key, positionId, geofenceIds, nearMeters }: PositionAsked,
  { start, fixes }: Segment,
  fences: SearchableFences,
): PositionExplained | null {
  const found = stepTo(key, { start, fixes }, fences);
  if (!found) return null;
  const { before, after, fix } = found;
  const { recordedAt, knownAt, accuracyMeters } = fix;
  const isPlausible = after.isLastPlausible;
  const around = fences.containing(fix, recordedAt).map(({ version }) => version.geofenceId);
  const near = nearestTo(fix, nearMeters, fences);
  const concerned = new Set([
    ...around,
    ...near,
    ...before.standings.keys(),
    ...after.standings.keys(),
    ...geofenceIds,
  ]);
  const geofences = [...concerned].toSorted().flatMap((geofenceId) => {
    const fence = fences.fence(geofenceId);
    if (!fence) return [];
    const judged = explainJudgement(fix, fence, isPlausible);
    return [{ geofenceId, ...judged, ...statesOf(fence, found) }];
  });
  return {
    ...flagsOf({ fix, before: before.last, isPlausible }),
    trackerId: key.trackerId,
    positionId,
    recordedAt,
    knownAt,
    accuracyMeters,
    isPlausible,
    geofences,
  };
}

/** Ids of the geofences next to a fix, the nearest first. */
function nearestTo(fix: KeptFix, nearMeters: number | null, fences: SearchableFences): string[] {
  const meters = nearMeters ?? Math.min(Math.max(NEAR_METERS, fix.accuracyMeters ?? 0), MOST_NEAR_METERS);
  const found = fences.near(fix, fix.recordedAt, meters).map(({ version: { geofenceId, shape } }) => ({
    geofenceId,
    distance: signedDistanceMeters(shape, fix),
  }));
  const nearest = found.toSorted((one, other) => one.distance - other.distance).slice(0, MOST_NEAR);
  return nearest.map(({ geofenceId }) => geofenceId);
}

interface Step {
  readonly fix: KeptFix;
  readonly before: TrackerState;
  readonly after: TrackerState;
}

function stepTo(key: PositionKey, { start, fixes }: Segment, fences: KnownFences): Step | null {
  let before = start;
  for (const fix of fixes) {
    const after = takeFix(before, fix, fences).state;
    if (comparePositions(fix.key, key) === 0) return { fix, before, after };
    before = after;
  }
  return null;
}

/** Before: as the tracker stood at the instant of the fix, had it not come; after: right behind it. */
function statesOf(fence: KnownFence, { fix, before, after }: Step): Pick<PositionJudged, 'stateBefore' | 'stateAfter'> {
  return {
    stateBefore: stateAt(before, { fence, heard: before.last, at: fix.recordedAt }),
    stateAfter: stateAt(after, { fence, heard: fix, at: fix.recordedAt }),
  };
}

function stateAt(
  { standings }: TrackerState,
  { fence, heard, at }: { fence: KnownFence; heard: Fix | null; at: number },
): PresenceState {
  const standing = standings.get(fence.geofenceId);
  const settled = standing && heard && settle(standing, { fence, heard }, at);
  return !settled || settled.phase === 'ENDED' ? 'OUTSIDE' : settled.phase;
}
