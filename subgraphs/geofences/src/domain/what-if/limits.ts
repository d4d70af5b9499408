/** So many fixes one question about history may judge. */
export const MOST_JUDGED = 2_000_000;

/** The longest time one question about history may be about, milliseconds: 31 days. */
export const LONGEST_MS = 31 * 86_400_000;
