import { begunAt } from './advance.ts';
import { clueOf } from './clue.ts';
import { endOf, holdingAt, type KnownFence, type ShapedVersion } from './fence-version.ts';
import type { Fix } from './fix.ts';
import type { Held } from './held.ts';
import { judge } from './judge.ts';
import { left } from './leave.ts';
import { shortestMs } from './silence.ts';
import type { Standing } from './standing.ts';
import type { OverVisit } from './visit-of.ts';

/** A fix as a geofence sees it whose version holds on. */
export interface PlainSighting {
  readonly fix: Fix;
  readonly heard: Fix;
  readonly fence: KnownFence;
  readonly version: ShapedVersion;
  readonly isContained: boolean;
  readonly isPlausible: boolean;
}

/**
 * Whether nothing but the fix decides what becomes of a standing: the version is still the one, and neither time nor
 * loitering nor switching off has a say. That is nearly every fix; for it {@link stepPlainly} does what `advance` does for all.
 */
export function isPlain(standing: Standing | null, { fix, heard, fence, version }: PlainSighting): boolean {
  const { rules } = version;
  if (fix.isOff || rules.activeHours !== null || rules.loiterSeconds !== null) return false;
  if (endOf(fence) !== null || holdingAt(fence, fix.recordedAt) !== version) return false;
  if (!standing) return true;
  if (standing.anchor !== null || standing.version !== version.number || isDue(standing, version, fix)) return false;
  return fix.recordedAt - heard.recordedAt <= shortestMs(rules);
}

/** Whether time has had its say by the time of the fix. */
function isDue({ phase, from, leaving }: Standing, { rules }: ShapedVersion, { recordedAt }: Fix): boolean {
  switch (phase) {
    case 'INSIDE':
      return false;
    case 'ENTERING':
      return rules.enterConfirmSeconds !== null && recordedAt >= from + rules.enterConfirmSeconds * 1_000;
    case 'EXITING':
      return rules.exitConfirmSeconds !== null && recordedAt >= (leaving?.at ?? 0) + rules.exitConfirmSeconds * 1_000;
    case 'ENDED':
      return true;
  }
}

/** Moves what is held on by a plain step, in place; the visit that is over with the fix, or null. */
export function stepPlainly(held: Held, sighting: PlainSighting): OverVisit | null {
  const { fix, version } = sighting;
  const { standing } = held;
  switch (judge(version, fix, sighting)) {
    case 'IN':
      if (standing) seeInside(held, standing, sighting);
      else held.take(begunAt(fix, version));
      return null;
    case 'OUT':
      return standing && seeOutside(held, standing, sighting);
    case 'NOTHING':
      if (standing && !standing.inside) held.change(standing).inside = lastInside(sighting);
      return null;
  }
}

function seeInside(held: Held, standing: Standing, { fix, version }: PlainSighting): void {
  if (standing.phase === 'INSIDE' && standing.inside === null) return;
  const next = held.change(standing);
  next.inside = null;
  if (standing.phase === 'EXITING') {
    next.phase = 'INSIDE';
    next.leaving = null;
  }
  if (standing.phase !== 'ENTERING') return;
  next.began = [...standing.began, clueOf('CONFIRMED_BEGIN', fix, version)];
  if (next.began.length < version.rules.enterConfirmFixes) return;
  next.phase = 'INSIDE';
  next.beganBy = 'CONFIRMED_BY_FIXES';
}

function seeOutside(held: Held, standing: Standing, sighting: PlainSighting): OverVisit | null {
  const { fix, fence, version } = sighting;
  if (standing.phase === 'ENTERING') {
    held.take(null);
    return null;
  }
  const next = held.change(standing);
  const before = standing.leaving;
  const clue = clueOf(before ? 'CONFIRMED_END' : 'ENDED', fix, version);
  next.phase = 'EXITING';
  next.inside ??= lastInside(sighting);
  next.leaving = before
    ? { at: before.at, evidence: [...before.evidence, clue] }
    : { at: fix.recordedAt, evidence: [clue] };
  const fixes = next.leaving.evidence.length;
  if (fixes < version.rules.exitConfirmFixes) return null;
  held.take(null);
  const over = left(next, fence, fixes === 1 ? 'FIRST_FIX' : 'CONFIRMED_BY_FIXES');
  return { standing: over, fence, heardAt: fix.recordedAt };
}

function lastInside({ heard, version }: PlainSighting): NonNullable<Standing['inside']> {
  return { latitude: heard.latitude, longitude: heard.longitude, version: version.number };
}
