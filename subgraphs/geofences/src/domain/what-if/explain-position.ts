import { comparePositions, type PositionKey } from '@trekker/geo';

import type { KnownFences } from '../presence/fence-set.ts';
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
}

/**
 * Explains one position of a run of a tracker's fixes: what is noteworthy of it, and of each geofence that contains it or
 * that the tracker stood to, what it said and what came of it. Null where the run does not hold it.
 */
export function explainPosition(
  { key, positionId, geofenceIds }: PositionAsked,
  { start, fixes }: Segment,
  fences: KnownFences,
): PositionExplained | null {
  const found = stepTo(key, { start, fixes }, fences);
  if (!found) return null;
  const { before, after, fix } = found;
  const { recordedAt, knownAt, accuracyMeters } = fix;
  const isPlausible = after.isLastPlausible;
  const around = fences.containing(fix, recordedAt).map(({ version }) => version.geofenceId);
  const concerned = new Set([...around, ...before.standings.keys(), ...after.standings.keys(), ...geofenceIds]);
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
