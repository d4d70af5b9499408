/** What a new organisation needs before it can be asked who is where, in the order in which it is offered. */
export const STEPS = ['site', 'people', 'phone'] as const;

/** One of these. */
export type StepName = (typeof STEPS)[number];

/**
 * How far a step is, as the data say: `todo` nothing is there yet, `begun` something is and something lacks, `done`, or
 * `unknown` while or because nobody answers.
 */
export type StepState = 'unknown' | 'todo' | 'begun' | 'done';

/** What there is; null where it is not known. */
export interface Found {
  readonly site: { readonly places: number; readonly zones: number } | null;
  readonly people: number | null;
  /** How many trackers there are, and whether any of them was ever heard of. */
  readonly trackers: { readonly count: number; readonly heard: boolean } | null;
}

/** How far every step is. A site needs a place, which musters are held at, and a zone, which people are counted in. */
export function stepStates({ site, people, trackers }: Found): Readonly<Record<StepName, StepState>> {
  return {
    site: site ? both(site.places > 0, site.zones > 0) : 'unknown',
    people: people === null ? 'unknown' : both(people > 0, people > 0),
    phone: trackers ? both(trackers.count > 0, trackers.heard) : 'unknown',
  };
}

function both(first: boolean, second: boolean): StepState {
  if (first && second) return 'done';
  return first || second ? 'begun' : 'todo';
}

/** Whether nothing is left to do: every step is done, or was skipped and known. */
export function isSettled(states: Readonly<Record<StepName, StepState>>, skipped: ReadonlySet<StepName>): boolean {
  return STEPS.every((step) => states[step] === 'done' || (skipped.has(step) && states[step] !== 'unknown'));
}

/** Whether something is known to lack: whoever is asked to begin must not be asked while nobody answers. */
export function isUnfinished(states: Readonly<Record<StepName, StepState>>, skipped: ReadonlySet<StepName>): boolean {
  const values = STEPS.map((step) => states[step]);
  return !values.includes('unknown') && !isSettled(states, skipped);
}

/** The step to go on with, or null where none is left. */
export function nextStep(
  states: Readonly<Record<StepName, StepState>>,
  skipped: ReadonlySet<StepName>,
): StepName | null {
  return STEPS.find((step) => !skipped.has(step) && (states[step] === 'todo' || states[step] === 'begun')) ?? null;
}
