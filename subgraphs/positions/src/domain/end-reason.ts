/**
 * Why the connection of a tracker ended: it said goodbye; the network lost it; it was silent for too long; its last will
 * was told in its stead; the listener stopped; the process of the listener was gone without a word; or it was turned
 * away, for what it sent or did not read. Readers of the topic `positions` know a further one, REPLACED.
 */
export const END_REASONS = [
  'CLOSED_BY_DEVICE',
  'CONNECTION_LOST',
  'TIMED_OUT',
  'LAST_WILL',
  'LISTENER_STOPPED',
  'PROCESS_DIED',
  'REFUSED',
] as const;
export type EndReason = (typeof END_REASONS)[number];
