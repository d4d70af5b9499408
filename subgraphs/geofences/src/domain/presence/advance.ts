import { haversineMeters } from '@trekker/geo';

import { clueOf, type Clue } from './clue.ts';
import { activeAt, holdingAt, type KnownFence, type ShapedVersion } from './fence-version.ts';
import type { Fix } from './fix.ts';
import { judge, type Judgement } from './judge.ts';
import { left } from './leave.ts';
import { heardAgain } from './silence.ts';
import type { Anchor, Standing } from './standing.ts';
import { ended, settle, versionOf, type Waiting } from './time-alone.ts';
import { overBefore, type OverVisit } from './visit-of.ts';

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
  readonly closed: OverVisit | null;
  /** How the tracker stands now; null outside. */
  readonly standing: Standing | null;
  /** Whether `standing` goes on from the one before. */
  readonly goesOn: boolean;
}

/** How a tracker stands to a geofence after a fix. Each fix must come behind the one before. */
export function advance(before: Standing | null, sighting: Sighting): Advanced {
  const { fix, heard, fence } = sighting;
  const { closed, lasting } = before && heard ? waitUntil(before, { fence, heard }, fix.recordedAt) : NOTHING;
  const version = activeAt(fence, fix.recordedAt);
  if (!version) return { closed: closed ?? withoutFence(lasting, sighting), standing: null, goesOn: false };
  const next = step(lasting, { fix, heard, fence, version, judgement: judge(version, fix, sighting) });
  if (next?.phase !== 'ENDED' || next.end?.reason === 'DEVICE_OFF')
    return { closed, standing: next, goesOn: lasting !== null };
  return { closed: { standing: next, fence, heardAt: fix.recordedAt }, standing: null, goesOn: false };
}

/** What time made of a standing before a fix came: a visit that is over, or a standing that lasts. */
interface Waited {
  readonly closed: OverVisit | null;
  readonly lasting: Standing | null;
}

const NOTHING: Waited = { closed: null, lasting: null };

function waitUntil(before: Standing, waiting: Waiting, at: number): Waited {
  const settled = settle(before, waiting, at);
  if (settled?.phase !== 'ENDED') return { closed: null, lasting: settled };
  return { closed: overBefore(settled, waiting, at), lasting: null };
}

/** A fix, and what the version that is active then makes of it. */
interface Judged {
  readonly fix: Fix;
  readonly heard: Fix | null;
  readonly fence: KnownFence;
  readonly version: ShapedVersion;
  readonly judgement: Judgement;
}

function step(lasting: Standing | null, judged: Judged): Standing | null {
  const next = decide(lasting && heardNow(lasting, judged), judged);
  if (!next || !judged.fix.isOff || !judged.version.rules.endsWhenOff || next.phase === 'ENDED') return next;
  const evidence = [clueOf('SWITCHED_OFF', judged.fix, judged.version)];
  return ended(next, { to: judged.fix.recordedAt, reason: 'DEVICE_OFF', by: 'SWITCHED_OFF', evidence });
}

/** The standing now that its tracker was heard again; the same one where that says nothing new. */
function heardNow(standing: Standing, { fence, heard, fix, version, judgement }: Judged): Standing {
  if (!heard) return standing;
  const { rules } = versionOf(standing, { fence, heard });
  const next = heardAgain(standing, { heardAt: heard.recordedAt, rules, at: fix.recordedAt });
  if (judgement !== 'IN') {
    const { latitude, longitude } = heard;
    const inside = standing.inside ?? { latitude, longitude, version: standing.version };
    if (next.inside === inside && next.version === version.number) return next;
    return { ...next, inside, version: version.number };
  }
  return next.version === version.number ? next : { ...next, version: version.number };
}

function decide(standing: Standing | null, judged: Judged): Standing | null {
  switch (judged.judgement) {
    case 'NOTHING':
      return standing;
    case 'IN':
      return standing ? seenInside(standing, judged) : begunAt(judged.fix, judged.version);
    case 'OUT':
      return standing && seenOutside(standing, judged);
  }
}

/** How a tracker stands that was outside, after a fix inside. */
export function begunAt(fix: Fix, version: ShapedVersion): Standing {
  const { enterConfirmFixes, loiterSeconds } = version.rules;
  const isCertain = enterConfirmFixes <= 1;
  return {
    phase: isCertain ? 'INSIDE' : 'ENTERING',
    from: fix.recordedAt,
    began: [clueOf('BEGAN', fix, version)],
    beganBy: isCertain ? 'FIRST_FIX' : null,
    version: version.number,
    inside: null,
    leaving: null,
    end: null,
    probable: NO_PHASES,
    stale: NO_PHASES,
    anchor: loiterSeconds === null ? null : anchorAt(fix),
    loitering: NO_PHASES,
  };
}

const NO_PHASES: Standing['loitering'] = [];

function seenInside(before: Standing, judged: Judged): Standing {
  const watched = loitering(before, judged);
  if (watched.phase === 'INSIDE') return watched.inside === null ? watched : { ...watched, inside: null };
  if (watched.phase !== 'ENTERING') return { ...watched, phase: 'INSIDE', inside: null, leaving: null };
  return confirmed(watched, judged);
}

/** One fix inside more for what had begun. */
function confirmed(standing: Standing, { fix, version }: Judged): Standing {
  const began = [...standing.began, clueOf('CONFIRMED_BEGIN', fix, version)];
  const isCertain = began.length >= version.rules.enterConfirmFixes;
  if (!isCertain) return { ...standing, began, inside: null };
  return { ...standing, phase: 'INSIDE', began, beganBy: 'CONFIRMED_BY_FIXES', inside: null };
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

function seenOutside(standing: Standing, { fix, version, fence }: Judged): Standing | null {
  if (standing.phase === 'ENTERING') return null;
  const { leaving: before } = standing;
  const clue = clueOf(before ? 'CONFIRMED_END' : 'ENDED', fix, version);
  const evidence: readonly Clue[] = before ? [...before.evidence, clue] : [clue];
  const exiting: Standing = { ...standing, phase: 'EXITING', leaving: { at: before?.at ?? fix.recordedAt, evidence } };
  if (evidence.length < version.rules.exitConfirmFixes) return exiting;
  return left(exiting, fence, evidence.length === 1 ? 'FIRST_FIX' : 'CONFIRMED_BY_FIXES');
}

/** The geofence no longer holds, or sleeps, although the visit was not over by then: what was none is nothing. */
function withoutFence(lasting: Standing | null, { fence, heard, fix }: Sighting): OverVisit | null {
  if (!lasting || !heard) return null;
  const holding = holdingAt(fence, fix.recordedAt);
  const to = Math.max(heard.recordedAt, holding?.validFrom ?? heard.recordedAt);
  const over = ended(
    lasting,
    holding?.kind === 'shaped'
      ? { to, reason: 'INACTIVE', by: 'ACTIVE_HOURS' }
      : { to, reason: 'FENCE_CHANGED', by: 'GEOFENCE_MOVED' },
  );
  return over && overBefore(over, { fence, heard }, fix.recordedAt);
}
