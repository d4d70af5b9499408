/** Which of the notifications are shown: that many behind a cursor, or the newest. */
export interface ToldWindow {
  readonly first: number;
  readonly after: string | null;
}

/** The newest, as many as are shown at once. */
export const NEWEST: ToldWindow = { first: 30, after: null };

// The list grows up to what the API answers at once, so that it stays whole while more is told; then it goes on behind that.
const SIZES = [NEWEST.first, 100, 200, 500];

/** The window that shows what is older, or null at the end. */
export function olderThan(
  { first, after }: ToldWindow,
  { hasNextPage, endCursor = null }: { readonly hasNextPage: boolean; readonly endCursor?: string | null },
): ToldWindow | null {
  if (!hasNextPage) return null;
  const more = SIZES.find((size) => size > first);
  if (more) return { first: more, after };
  return endCursor === null ? null : { first: NEWEST.first, after: endCursor };
}
