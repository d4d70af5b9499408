// People shown at once, at first and at most: the API answers no more. Most organisations fit at once, so that the sums of
// their crews are whole.
const STEP = 250;
const MOST = 500;

/** The part of a list that is shown. It is asked for at once, so that all of it is looked at again together. */
export interface Part {
  readonly first: number;
  /** Cursor of what lies before it, or null at the beginning. */
  readonly after: string | null;
}

/** What is shown at first. */
export const BEGINNING: Part = { first: STEP, after: null };

/** What is shown when somebody wants more: the part grows, or the next one begins behind it. */
export function partBehind({ first, after }: Part, endCursor: string | null): Part {
  return first < MOST ? { first: first + STEP, after } : { first: STEP, after: endCursor };
}
