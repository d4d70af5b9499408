import type { KnownDifference } from '../known-differences.ts';

/** What we read otherwise of Meitrack on purpose. */
export const MEITRACK_DIFFERENCES: readonly KnownDifference[] = [
  {
    protocol: 'meitrack',
    field: 'attributes.hdop',
    why: 'tenths, as in the older binary form and in the text of the same devices: 999 is the 99.9 of no fix',
  },
  {
    protocol: 'meitrack',
    field: 'attributes.adc1',
    why: 'hundredths of a volt in every form; theirs takes them so in the newest only, and else keeps the count',
  },
  {
    protocol: 'meitrack',
    field: 'attributes.adc2',
    why: 'hundredths of a volt in every form; theirs takes them so in the newest only, and else keeps the count',
  },
  {
    protocol: 'meitrack',
    field: 'attributes.adc3',
    why: 'hundredths of a volt in every form; theirs takes them so in the newest only, and else keeps the count',
  },
  {
    protocol: 'meitrack',
    field: 'attributes.power',
    keys: ['bf461497ee4685bc'],
    why: 'the field is empty: the supply is unknown, not dead',
  },
  {
    protocol: 'meitrack',
    field: 'attributes.power',
    why: 'hundredths of a volt as of the battery beside it; theirs keeps the count, 1218 V',
  },
];
