import type { Phase } from '../domain/presence/visit.ts';

/** How a time in which something was lost is kept: `lostFrom` is null where it was not. */
export interface LostColumns {
  readonly lostFrom: number | null;
  readonly lostTo: number | null;
}

/** The row with that time as one. */
export function withLost<T extends LostColumns>({ lostFrom, lostTo, ...row }: T): Omit<T, keyof LostColumns> & Lost {
  return { ...row, lost: lostFrom === null ? null : { from: lostFrom, to: lostTo } };
}

interface Lost {
  readonly lost: Phase | null;
}
