/** A time during which a tracker was heard again and again: `[first, last]` in Unix milliseconds. */
export interface HeardSpan {
  readonly first: number;
  readonly last: number;
  /** When its connection ended, which ended the span before silence did; null or absent when none did. */
  readonly endedAt?: number | null;
}
