import { activeUntil } from '../geofence/active-hours.ts';
import { clueOf } from './clue.ts';
import { endOf, shapedVersion, type KnownFence, type ShapedVersion } from './fence-version.ts';
import type { Fix } from './fix.ts';
import { left } from './leave.ts';
import { silentFrom } from './silence.ts';
import type { Ending, Standing } from './standing.ts';

/** What time alone works on. */
export interface Waiting {
  readonly fence: KnownFence;
  /** The last fix heard. */
  readonly heard: Fix;
}

/** Something that becomes so at an instant unless a fix comes before it. */
interface Due {
  readonly at: number;
  /** The standing from then on; null: as if nothing had been. */
  readonly next: Standing | null;
}

/**
 * A standing once it is known that nothing was heard between the last fix and an instant, which is included: confirmed,
 * or ended by the geofence, its hours or silence. Null when what had begun came to nothing.
 */
export function settle(standing: Standing, waiting: Waiting, until: number): Standing | null {
  if (isUndisturbed(standing, waiting, until)) return standing;
  let now: Standing | null = standing;
  for (let due = nextDue(now, waiting); due && due.at <= until; due = now && nextDue(now, waiting)) now = due.next;
  return now;
}

/** Whether it is plain that nothing is due by an instant: nearly always, from one fix to the next. */
function isUndisturbed(standing: Standing, waiting: Waiting, until: number): boolean {
  if (standing.phase === 'ENDED') return true;
  const { rules } = versionOf(standing, waiting);
  if (standing.phase === 'ENTERING' && rules.enterConfirmSeconds !== null) return false;
  if (standing.phase === 'EXITING' && rules.exitConfirmSeconds !== null) return false;
  const { endAfterSeconds, activeHours } = rules;
  const endsAfterMs = endAfterSeconds === null ? Infinity : endAfterSeconds * 1_000;
  return activeHours === null && until - waiting.heard.recordedAt <= endsAfterMs && endOf(waiting.fence) === null;
}

/** The next instant at which time alone changes what is known of a visit behind an instant, or null. */
export function nextInstant(standing: Standing, waiting: Waiting, since: number): number | null {
  const behind = Math.max(since, waiting.heard.recordedAt);
  const settled = settle(standing, waiting, behind);
  if (!settled || settled.phase === 'ENDED') return null;
  const due = nextDue(settled, waiting);
  if (settled.phase === 'ENTERING') return due?.next ? due.at : null; // what is not confirmed goes unseen
  const { rules } = versionOf(settled, waiting);
  const heardAt = waiting.heard.recordedAt;
  const instants = [
    due?.at ?? null,
    silentFrom(heardAt, rules.probableAfterSeconds),
    silentFrom(heardAt, rules.staleAfterSeconds),
    dwellInstant(settled, waiting.fence),
  ].filter((instant) => instant !== null && instant > behind);
  return instants.length ? Math.min(...(instants as number[])) : null;
}

/** The version whose rules hold for what time does: the one that was active at the last fix. */
export function versionOf(standing: Standing, { fence }: Waiting): ShapedVersion {
  const version = shapedVersion(fence, standing.version);
  if (!version) throw new Error(`geofence ${fence.geofenceId} has no version ${standing.version} with a shape`);
  return version;
}

/** From when on a visit dwells if it lasts, by the version its opening fix was judged by; null: never. */
export function dwellInstant({ began, from }: Standing, fence: KnownFence): number | null {
  const version = began[0] && shapedVersion(fence, began[0].version);
  const dwellSeconds = version?.rules.dwellSeconds ?? null;
  return dwellSeconds === null ? null : from + dwellSeconds * 1_000;
}

/** The earliest of what is due; at equal instants what stands first. */
function nextDue(standing: Standing, waiting: Waiting): Due | null {
  if (standing.phase === 'ENDED') return null;
  const all = [confirmation, endOfFence, endOfHours, endOfSilence].flatMap((find) => find(standing, waiting) ?? []);
  return all.reduce<Due | null>((first, due) => (first && first.at <= due.at ? first : due), null);
}

function confirmation(standing: Standing, waiting: Waiting): Due | null {
  const { enterConfirmSeconds, exitConfirmSeconds } = versionOf(standing, waiting).rules;
  if (standing.phase === 'ENTERING' && enterConfirmSeconds !== null) {
    const at = standing.from + enterConfirmSeconds * 1_000;
    return { at, next: { ...standing, phase: 'INSIDE', beganBy: 'CONFIRMED_BY_SECONDS' } };
  }
  const { leaving } = standing;
  if (standing.phase !== 'EXITING' || !leaving || exitConfirmSeconds === null) return null;
  const at = leaving.at + exitConfirmSeconds * 1_000;
  return { at, next: left(standing, waiting.fence, 'CONFIRMED_BY_SECONDS') };
}

function endOfFence(standing: Standing, { fence }: Waiting): Due | null {
  const at = endOf(fence);
  return at === null ? null : { at, next: ended(standing, { to: at, reason: 'FENCE_CHANGED', by: 'GEOFENCE_MOVED' }) };
}

function endOfHours(standing: Standing, waiting: Waiting): Due | null {
  const { activeHours } = versionOf(standing, waiting).rules;
  if (activeHours === null) return null;
  const at = activeUntil(activeHours, waiting.heard.recordedAt) ?? waiting.heard.recordedAt;
  if (at === Infinity) return null;
  return { at, next: ended(standing, { to: at, reason: 'INACTIVE', by: 'ACTIVE_HOURS' }) };
}

function endOfSilence(standing: Standing, waiting: Waiting): Due | null {
  const version = versionOf(standing, waiting);
  const { heard, fence } = waiting;
  const at = silentFrom(heard.recordedAt, version.rules.endAfterSeconds);
  if (at === null) return null;
  if (standing.phase === 'EXITING') return { at, next: left(standing, fence, 'SILENCE') };
  const evidence = [clueOf('LAST_HEARD', heard, version)];
  return { at, next: ended(standing, { to: heard.recordedAt, reason: 'STALE', by: 'SILENCE', evidence }) };
}

/** The standing once its visit is over; what had only begun to be one is nothing. */
export function ended(
  standing: Standing,
  { to, evidence = [], ...ending }: Omit<Ending, 'evidence'> & Partial<Pick<Ending, 'evidence'>>,
): Standing | null {
  if (standing.phase === 'ENTERING') return null;
  return { ...standing, phase: 'ENDED', end: { ...ending, to: Math.max(to, standing.from), evidence } };
}
