import { signedDistanceMeters } from '@trekker/geo';

import { stableId } from '../stable-id.ts';
import { endOf, versionAt, type KnownFence, type ShapedVersion } from './fence-version.ts';
import { positionIdOf, type Fix } from './fix.ts';
import { judge, judgePoint } from './judge.ts';
import { heardAt, staleInstant } from './silence.ts';
import type { Evidence, LastInside, Leaving, Standing, VisitDecision } from './standing.ts';

/** A fix as one geofence sees it. */
export interface Sighting {
  readonly fix: Fix;
  readonly fence: KnownFence;
  /** Whether the version that holds at the time of the fix contains it. */
  readonly contained: boolean;
}

/** How a tracker stands to a geofence after a fix; null outside. Each fix must be newer than the one before. */
export function advance(before: Standing | null, { fix, fence, contained }: Sighting): Standing | null {
  const version = versionAt(fence, fix.recordedAt);
  const heard = before && heardAt(before, fix.recordedAt);
  if (!version) return heard && withoutFence(heard, endOf(fence) ?? fix.recordedAt);
  const next = decide(heard, { fix, fence, contained, version });
  return next && { ...next, staleAt: staleInstant(fix.recordedAt, version.rules.staleAfterSeconds) };
}

interface Judged extends Sighting {
  readonly version: ShapedVersion;
}

function decide(standing: Standing | null, judged: Judged): Standing | null {
  switch (judge(judged.version, judged.fix, judged.contained)) {
    case 'UNDECIDED':
      return standing;
    case 'IN':
      return standing ? seenInside(standing, judged) : confirmed(begin(judged), judged);
    case 'OUT':
      return standing && seenOutside(standing, judged);
  }
}

function begin(judged: Judged): Standing {
  const { fix, fence } = judged;
  return {
    phase: 'ENTERING',
    visitId: stableId(fence.geofenceId, positionIdOf(fix)),
    revision: 0,
    from: fix.recordedAt,
    began: [evidenceOf('BEGAN', judged)],
    inside: insideOf(judged),
    leaving: null,
    end: null,
    stale: [],
    staleAt: null,
  };
}

function seenInside(standing: Standing, judged: Judged): Standing {
  const inside = insideOf(judged);
  if (standing.phase !== 'ENTERING') return { ...standing, phase: 'INSIDE', inside, leaving: null };
  return confirmed({ ...standing, inside, began: [...standing.began, evidenceOf('CONFIRMED_BEGIN', judged)] }, judged);
}

function confirmed(standing: Standing, { version }: Judged): Standing {
  return standing.began.length >= version.rules.enterConfirmFixes ? { ...standing, phase: 'INSIDE' } : standing;
}

function seenOutside(standing: Standing, judged: Judged): Standing | null {
  if (standing.phase === 'ENTERING') return null;
  const leaving = leavingWith(standing.leaving, judged);
  if (leaving.evidence.length < judged.version.rules.exitConfirmFixes)
    return { ...standing, phase: 'EXITING', leaving };
  return { ...standing, phase: 'GONE', leaving, end: endingOf(standing, leaving, judged.fence) };
}

function leavingWith(before: Leaving | null, judged: Judged): Leaving {
  const evidence = evidenceOf(before ? 'CONFIRMED_END' : 'ENDED', judged);
  return { at: before?.at ?? judged.fix.recordedAt, evidence: [...(before?.evidence ?? []), evidence] };
}

/**
 * When and why a visit ended. It was the geofence that moved, not the tracker, where a version between the last fix
 * inside and the first outside leaves that last fix outside: then the visit ended when that version began to hold.
 */
function endingOf({ inside, from }: Standing, leaving: Leaving, fence: KnownFence): NonNullable<Standing['end']> {
  const last = leaving.evidence[0]?.version ?? inside.version;
  const moved = fence.versions.find(
    (version) =>
      version.kind === 'shaped' &&
      version.number > inside.version &&
      version.number <= last &&
      judgePoint(version, inside) === 'OUT',
  );
  if (!moved) return { to: leaving.at, reason: 'LEFT' };
  return { to: Math.max(moved.validFrom, from), reason: 'FENCE_CHANGED' };
}

/** The geofence no longer holds: what was a visit ends with it, what was none is nothing. */
function withoutFence(standing: Standing, to: number): Standing | null {
  if (standing.phase === 'ENTERING') return null;
  return {
    ...standing,
    phase: 'GONE',
    leaving: null,
    end: { to: Math.max(to, standing.from), reason: 'FENCE_CHANGED' },
  };
}

function insideOf({ fix, version }: Judged): LastInside {
  return { latitude: fix.latitude, longitude: fix.longitude, version: version.number };
}

function evidenceOf(decision: VisitDecision, { fix, version }: Judged): Evidence {
  const meters = signedDistanceMeters(version.shape, fix);
  return { decision, positionId: positionIdOf(fix), signedDistanceMeters: meters, version: version.number };
}
