/** A time during which a tracker was heard again and again: `[first, last]` in Unix milliseconds. */
export interface HeardSpan {
  readonly first: number;
  readonly last: number;
}

/**
 * The spans that a tracker's last span and later signs of life make, oldest first; the last one is not over. A pause of
 * exactly `longestPauseMs` still belongs to a span: the tracker counts as connected all through it.
 * @param times ascending; those that `known` covers, or that lie before it, change nothing.
 */
export function followSpan(
  known: HeardSpan | null,
  times: readonly number[],
  longestPauseMs: number,
): readonly HeardSpan[] {
  const spans: HeardSpan[] = known ? [known] : [];
  for (const at of times) {
    const current = spans.at(-1);
    if (!current || at > current.last + longestPauseMs) spans.push({ first: at, last: at });
    else spans[spans.length - 1] = { first: current.first, last: Math.max(current.last, at) };
  }
  return spans;
}
