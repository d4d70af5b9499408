import type { SilenceLimits } from './connection-status.ts';
import type { EndReason } from './end-reason.ts';

/** What is told of how well a tracker is heard; the values are those of the SDL. */
export interface TrackerState {
  readonly state: 'CONNECTED' | 'IDLE' | 'DISCONNECTED' | 'NEVER';
  /** Unix milliseconds; null for NEVER. */
  readonly since: number | null;
  /** Of DISCONNECTED only. */
  readonly reason: EndReason | 'SILENCE' | null;
}

/** What is known of a tracker that was heard; times are Unix milliseconds. */
export interface HeardLast {
  /** Since when it was heard without too long a pause. */
  readonly heardSince: number;
  readonly lastHeardAt: number;
  /** Its connection ended then, and nothing was heard since; or null. */
  readonly endedAt: number | null;
  readonly endReason: EndReason | null;
}

/**
 * How well a tracker is heard and since when, by what is known of it and the clock alone; agrees with
 * `connectionStatus`, where silence of exactly a limit is beyond it.
 * @param status null when nothing was ever heard.
 * @param now Unix milliseconds.
 */
export function trackerState(
  status: HeardLast | null,
  now: number,
  { connectedWithinMs, idleWithinMs }: SilenceLimits,
): TrackerState {
  if (!status) return { state: 'NEVER', since: null, reason: null };
  const { heardSince, lastHeardAt, endedAt, endReason } = status;
  if (endedAt !== null) return { state: 'DISCONNECTED', since: endedAt, reason: endReason };
  const silentMs = now - lastHeardAt;
  if (silentMs < connectedWithinMs) return { state: 'CONNECTED', since: heardSince, reason: null };
  if (silentMs < idleWithinMs) return { state: 'IDLE', since: lastHeardAt + connectedWithinMs, reason: null };
  return { state: 'DISCONNECTED', since: lastHeardAt + Math.max(connectedWithinMs, idleWithinMs), reason: 'SILENCE' };
}
