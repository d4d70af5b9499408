import type { KnownDifference } from '../known-differences.ts';

/** What we read otherwise of H02 on purpose. */
export const H02_DIFFERENCES: readonly KnownDifference[] = [
  {
    protocol: 'h02',
    field: 'device_ids',
    keys: ['3e009886134160c6'],
    why: 'a text without an identifier is of the device that the connection belongs to',
  },
  {
    protocol: 'h02',
    field: 'attributes.battery',
    why: 'the battery of V3 is a number without a unit, kept as `battery`; theirs passes it off as volts',
  },
];
