/** In what way somebody counts at a zone, the best first; the values of the SDL's `HeadcountState`. */
export const STATES = ['PRESENT', 'PROBABLE', 'STALE', 'UNKNOWN'] as const;
export type State = (typeof STATES)[number];

/** How many people count in which way. */
export interface Counts {
  readonly present: number;
  readonly probable: number;
  readonly stale: number;
  readonly unknown: number;
}

/** 0 for the best state. Of several states of one person the best counts. */
export function rankOf(state: State): number {
  return STATES.indexOf(state);
}

/** Whether somebody of a state counts for a limit: silence beyond what a zone's rules call probable is not presence. */
export function countsForLimits(state: State): boolean {
  return state === 'PRESENT' || state === 'PROBABLE';
}

/** The numbers behind a list of states. */
export function countStates(states: Iterable<State>): Counts {
  const counts = [0, 0, 0, 0];
  for (const state of states) {
    const rank = rankOf(state);
    counts[rank] = (counts[rank] ?? 0) + 1;
  }
  const [present = 0, probable = 0, stale = 0, unknown = 0] = counts;
  return { present, probable, stale, unknown };
}
