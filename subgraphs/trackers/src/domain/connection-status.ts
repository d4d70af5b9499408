/** The values of the SDL's `ConnectionStatus`. */
export type ConnectionStatus = 'CONNECTED' | 'IDLE' | 'DISCONNECTED';

/** How long silence may last, in milliseconds. */
export interface SilenceLimits {
  readonly connectedWithinMs: number;
  readonly idleWithinMs: number;
}

/**
 * Whether a tracker is heard from. Silence of exactly a limit is beyond it.
 * @param lastHeardAt Unix milliseconds, or null when it was never heard.
 * @param now Unix milliseconds.
 */
export function connectionStatus(
  lastHeardAt: number | null,
  now: number,
  { connectedWithinMs, idleWithinMs }: SilenceLimits,
): ConnectionStatus {
  if (lastHeardAt === null) return 'DISCONNECTED';
  const silentMs = now - lastHeardAt;
  if (silentMs < connectedWithinMs) return 'CONNECTED';
  return silentMs < idleWithinMs ? 'IDLE' : 'DISCONNECTED';
}
