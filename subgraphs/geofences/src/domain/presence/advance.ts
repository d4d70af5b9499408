import { haversineMeters } from '@trekker/geo';

import { evidenceOf } from './evidence.ts';
import { activeAt, holdingAt, type KnownFence, type ShapedVersion } from './fence-version.ts';
import type { Fix } from './fix.ts';
import { judge, type Judgement } from './judge.ts';
import { left } from './leave.ts';
import { heardAgain } from './silence.ts';
import type { Anchor, Standing } from './standing.ts';
import { ended, settle, versionOf, type Waiting } from './time-alone.ts';
import { visitBefore, visitOf } from './visit-of.ts';
import type { Visit } from './visit.ts';

/** A fix as one geofence sees it. */
export interface Sighting {
  readonly fix: Fix;
  /** The last fix heard before, or null. */
  readonly heard: Fix | null;
  readonly fence: KnownFence;
  /** Whether the version that holds at the time of the fix contains it. */
  readonly isContained: boolean;
  readonly isPlausible: boolean;
}

/** What a fix made of a standing. */
export interface Advanced {
  /** The visit of the standing before, where it is over. */
  readonly closed: Visit | null;
  /** How the tracker stands now; null outside. */
  readonly standing: Standing | null;
  /** Whether `standing` goes on from the one before. */
  readonly goesOn: boolean;
}

/** How a tracker stands to a geofence after a fix. Each fix must come behind the one before. */
export function advance(before: Standing | null, sighting: Sighting): Advanced {
  const waited = before && sighting.heard ? waitUntil(before, { ...sighting, heard: sighting.heard }) : NOTHING;
  const { lasting } = waited;
  const version = activeAt(sighting.fence, sighting.fix.recordedAt);
  if (!version) return { closed: waited.closed ?? withoutFence(waited, sighting), standing: null, goesOn: false };
  const judged = { ...sighting, version, judgement: judge(version, sighting.fix, sighting) };
  const next = step(lasting && heardNow(lasting, judged), judged);
  if (next?.phase !== 'ENDED' || next.end?.reason === 'DEVICE_OFF')
    return { closed: waited.closed, standing: next, goesOn: lasting !== null };
  return { closed: visitAtItsEnd(next, sighting), standing: null, goesOn: false };
}

/** What time made of a standing before the fix came: a visit that is over, or a standing that lasts. */
interface Waited {
  readonly closed: Visit | null;
  readonly lasting: Standing | null;
}

const NOTHING: Waited = { closed: null, lasting: null };

function waitUntil(before: Standing, { fence, heard, fix }: Sighting & Waiting): Waited {
  const settled = settle(before, { fence, heard }, fix.recordedAt);
  if (settled?.phase !== 'ENDED') return { closed: null, lasting: settled };
  return { closed: visitBefore(settled, { fence, heard }, fix.recordedAt), lasting: null };
}

function visitAtItsEnd(standing: Standing, { fence, fix }: Sighting): Visit {
  return visitOf(standing, fence, { until: fix.recordedAt, heardAt: fix.recordedAt });
}

interface Judged extends Sighting {
  readonly version: ShapedVersion;
  readonly judgement: Judgement;
}

/** The standing now that its tracker was heard again; the same one where that says nothing new. */
function heardNow(standing: Standing, { fence, heard, fix, version, judgement }: Judged): Standing {
  if (!heard) return standing;
  const { rules } = versionOf(standing, { fence, heard });
  const next = heardAgain(standing, { heardAt: heard.recordedAt, rules, at: fix.recordedAt });
  const { latitude, longitude } = heard;
  if (judgement !== 'IN') {
    const inside = standing.inside ?? { latitude, longitude, version: standing.version };
    return { ...next, inside, version: version.number };
  }
  return next.version === version.number ? next : { ...next, version: version.number };
}

function step(standing: Standing | null, judged: Judged): Standing | null {
  const next = decide(standing, judged);
  if (!next || !judged.fix.isOff || !judged.version.rules.endsWhenOff || next.phase === 'ENDED') return next;
  const evidence = [evidenceOf('SWITCHED_OFF', judged.fix, judged.version)];
  return ended(next, { to: judged.fix.recordedAt, reason: 'DEVICE_OFF', by: 'SWITCHED_OFF', evidence });
}

function decide(standing: Standing | null, judged: Judged): Standing | null {
  switch (judged.judgement) {
    case 'NOTHING':
      return standing;
    case 'IN':
      return standing ? seenInside(standing, judged) : begun(judged);
    case 'OUT':
      return standing && seenOutside(standing, judged);
  }
}

function begun(judged: Judged): Standing {
  const { fix, version } = judged;
  return confirmed(
    {
      phase: 'ENTERING',
      from: fix.recordedAt,
      began: [evidenceOf('BEGAN', fix, version)],
      beganBy: null,
      version: version.number,
      inside: null,
      leaving: null,
      end: null,
      probable: [],
      stale: [],
      anchor: version.rules.loiterSeconds === null ? null : anchorAt(fix),
      loitering: [],
    },
    judged,
  );
}

function seenInside(before: Standing, judged: Judged): Standing {
  const watched = loitering(before, judged);
  const standing = watched.inside === null ? watched : { ...watched, inside: null };
  if (standing.phase === 'INSIDE') return standing;
  if (standing.phase !== 'ENTERING') return { ...standing, phase: 'INSIDE', leaving: null };
  const evidence = evidenceOf('CONFIRMED_BEGIN', judged.fix, judged.version);
  return confirmed({ ...standing, began: [...standing.began, evidence] }, judged);
}

function confirmed(standing: Standing, { version }: Judged): Standing {
  const fixes = standing.began.length;
  if (fixes < version.rules.enterConfirmFixes) return standing;
  return { ...standing, phase: 'INSIDE', beganBy: fixes === 1 ? 'FIRST_FIX' : 'CONFIRMED_BY_FIXES' };
}

/** Only fixes inside prove that somebody loiters, or no longer does; while no rule asks, nobody is watched. */
function loitering(standing: Standing, { fix, version }: Judged): Standing {
  const { anchor, loitering: phases } = standing;
  const { loiterSeconds, loiterRadiusMeters } = version.rules;
  const isOpen = phases.length > 0 && phases.at(-1)?.to === null;
  if (loiterSeconds === null && anchor === null) return standing;
  if (loiterSeconds === null || !anchor || haversineMeters(anchor, fix) > loiterRadiusMeters) {
    const over = isOpen ? phases.map(({ from, to }) => ({ from, to: to ?? fix.recordedAt })) : phases;
    return { ...standing, anchor: loiterSeconds === null ? null : anchorAt(fix), loitering: over };
  }
  const from = anchor.at + loiterSeconds * 1_000;
  if (isOpen || from > fix.recordedAt) return standing;
  return { ...standing, loitering: [...phases, { from, to: null }] };
}

function anchorAt({ latitude, longitude, recordedAt }: Fix): Anchor {
  return { latitude, longitude, at: recordedAt };
}

function seenOutside(standing: Standing, judged: Judged): Standing | null {
  if (standing.phase === 'ENTERING') return null;
  const { fix, version, fence } = judged;
  const { leaving: before } = standing;
  const evidence = [...(before?.evidence ?? []), evidenceOf(before ? 'CONFIRMED_END' : 'ENDED', fix, version)];
  const exiting: Standing = { ...standing, phase: 'EXITING', leaving: { at: before?.at ?? fix.recordedAt, evidence } };
  if (evidence.length < version.rules.exitConfirmFixes) return exiting;
  return left(exiting, fence, evidence.length === 1 ? 'FIRST_FIX' : 'CONFIRMED_BY_FIXES');
}

/** The geofence no longer holds, or sleeps, although the visit was not over by then: what was none is nothing. */
function withoutFence({ lasting }: Waited, { fence, heard, fix }: Sighting): Visit | null {
  if (!lasting || !heard) return null;
  const holding = holdingAt(fence, fix.recordedAt);
  const to = Math.max(heard.recordedAt, holding?.validFrom ?? heard.recordedAt);
  const over = ended(
    lasting,
    holding?.kind === 'shaped'
      ? { to, reason: 'INACTIVE', by: 'ACTIVE_HOURS' }
      : { to, reason: 'FENCE_CHANGED', by: 'GEOFENCE_MOVED' },
  );
  return over && visitBefore(over, { fence, heard }, fix.recordedAt);
}
