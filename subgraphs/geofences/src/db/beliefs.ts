/** A new belief about something, with the instant from which it was known. */
export interface Belief {
  /** 0 for the first belief about it, then 1, 2 and so on. */
  readonly revision: number;
  /** Append time of the entry it follows from, Unix milliseconds. */
  readonly knownFrom: number;
}

/** A run of beliefs as they are written. */
export interface BeliefChain<T> {
  /** Each with the instant at which a later one of the run took its place, or null. */
  readonly rows: readonly (T & { readonly knownTo: number | null })[];
  /** Beliefs from before the run that end with it. */
  readonly ended: readonly { readonly id: string; readonly at: string }[];
}

/** Lets each belief end the one before about the same thing. The run is in the order in which it came to be known. */
export function chainBeliefs<T extends Belief>(run: readonly T[], idOf: (belief: T) => string): BeliefChain<T> {
  const next = new Map<string, T>();
  const rows = run.toReversed().map((belief) => {
    const knownTo = next.get(idOf(belief))?.knownFrom ?? null;
    next.set(idOf(belief), belief);
    return { ...belief, knownTo };
  });
  const ended = [...next]
    .filter(([, first]) => first.revision > 0)
    .map(([id, first]) => ({ id, at: instantText(first.knownFrom) }));
  return { rows, ended };
}

/** An instant as PostgreSQL reads it out of JSON. */
export function instantText(instant: number): string;
export function instantText(instant: number | null): string | null;
export function instantText(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
