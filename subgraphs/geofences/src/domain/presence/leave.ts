import type { KnownFence } from './fence-version.ts';
import { judgePlace } from './judge.ts';
import type { Ending, Standing } from './standing.ts';
import type { RuleFired } from './visit.ts';

/** The standing once the fixes outside that were collected end its visit. */
export function left(standing: Standing, fence: KnownFence, by: RuleFired): Standing {
  const { leaving } = standing;
  if (!leaving) throw new Error('a visit is left only with a fix outside');
  return { ...standing, phase: 'ENDED', end: endingOf(standing, { leaving, fence, by }) };
}

/**
 * When and why a visit ended. It was the geofence that moved, not the tracker, where a version between the last fix
 * inside and the first outside leaves that last fix outside: then the visit ended when that version began to hold.
 */
function endingOf(
  { inside, from }: Standing,
  { leaving, fence, by }: { leaving: NonNullable<Standing['leaving']>; fence: KnownFence; by: RuleFired },
): Ending {
  if (!inside) throw new Error('a visit is left only when a fix outside came after the last one inside');
  const last = leaving.evidence[0]?.version ?? inside.version;
  const moved = fence.versions.find(
    (version) =>
      version.kind === 'shaped' &&
      version.number > inside.version &&
      version.number <= last &&
      version.validFrom <= leaving.at &&
      judgePlace(version, inside, { accuracyMeters: null }) === 'OUT',
  );
  const { evidence } = leaving;
  if (!moved) return { to: leaving.at, reason: 'LEFT', by, evidence };
  return { to: Math.max(moved.validFrom, from), reason: 'FENCE_CHANGED', by: 'GEOFENCE_MOVED', evidence };
}
