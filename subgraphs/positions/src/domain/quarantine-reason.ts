/** Why a fix was not accepted; the values of the SDL's `QuarantineReason`. */
export const QUARANTINE_REASONS = [
  'OUT_OF_RANGE',
  'IMPLAUSIBLE_TIME',
  'UNKNOWN_TRACKER',
  'UNSUPPORTED',
  'ENCRYPTED',
  'FILTERED',
  'NOT_STORED',
] as const;

/** One of them. */
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];
