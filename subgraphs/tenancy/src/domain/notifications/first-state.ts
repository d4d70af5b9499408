import type { Channel, DeliveryState, Outcome } from './kinds.ts';

/** How a delivery begins. Times are Unix milliseconds. */
export interface FirstState {
  readonly state: DeliveryState;
  readonly nextAttemptAt: number | null;
  readonly settledAt: number | null;
  readonly lastError: string | null;
}

const REASONS: Readonly<Record<Exclude<Outcome, 'SENT'>, string>> = {
  LATE: 'it became known too late',
  THROTTLED: 'there was another one shortly before',
  LEFT_OUT: 'left out by preference',
};

/**
 * How a delivery begins: what is shown in the app is there at once, everything else is on its way unless it is only
 * noted, its endpoint is off or its device was removed.
 * @param waitsUntil end of quiet hours, or null.
 */
export function firstState({
  channel,
  outcome,
  isOff,
  waitsUntil,
  now,
}: {
  channel: Channel;
  outcome: Outcome;
  isOff: boolean;
  waitsUntil: number | null;
  now: number;
}): FirstState {
  const settled = { nextAttemptAt: null, settledAt: now };
  if (outcome !== 'SENT') return { state: 'NOT_SENT', ...settled, lastError: REASONS[outcome] };
  if (channel === 'IN_APP') return { state: 'DELIVERED', ...settled, lastError: null };
  const off = channel === 'PUSH' ? 'the device was removed' : 'the endpoint is switched off';
  if (isOff) return { state: 'CANCELLED', ...settled, lastError: off };
  return { state: 'PENDING', nextAttemptAt: waitsUntil ?? now, settledAt: null, lastError: null };
}
