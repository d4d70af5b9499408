import type { KnownDifference } from '../known-differences.ts';

/** What we read otherwise of TK103 on purpose. */
export const TK103_DIFFERENCES: readonly KnownDifference[] = [
  {
    protocol: 'tk103',
    field: 'attributes.odometer',
    keys: ['2e4ab887906c720f'],
    why: 'the eight digits behind the cells are those of the inputs, as in every message; theirs takes them for metres',
  },
  {
    protocol: 'tk103',
    field: 'positions',
    keys: ['9118e2d27fae3c64'],
    why: 'zeros of a receiver without a fix, dated month 0, are a sign of life and no place; theirs rolls the date back',
  },
];
