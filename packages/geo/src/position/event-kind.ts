/**
 * What a device reported together with a position, as `eventKind` keeps it. Numbers are never given another meaning, since
 * ids of positions depend on them.
 */
export const EVENT_KIND = {
  /** An ordinary fix. */
  none: 0,
  /** The device is being switched off. */
  deviceOff: 1,
} as const;
