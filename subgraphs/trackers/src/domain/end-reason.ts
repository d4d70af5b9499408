/** Why the connection of a tracker ended, as listeners tell it. */
export const TOLD_END_REASONS = [
  'CLOSED_BY_DEVICE',
  'CONNECTION_LOST',
  'TIMED_OUT',
  'LAST_WILL',
  'LISTENER_STOPPED',
  'PROCESS_DIED',
  'REFUSED',
] as const;

/** The same, and that the tracker opened another connection. */
export const END_REASONS = [...TOLD_END_REASONS, 'REPLACED'] as const;
export type EndReason = (typeof END_REASONS)[number];
