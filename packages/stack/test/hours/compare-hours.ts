import type { TrueDay } from '@trekker/simulator';

import type { DerivedDay } from './read-hours.ts';

/** A day of somebody as it was and as it was derived; differences in seconds, derived less true. */
export interface ComparedDay {
  readonly truth: TrueDay;
  readonly derived: DerivedDay;
  readonly onSite: number;
  readonly rest: number;
  /** Null where both say that there was no coming, or no leaving, that day. */
  readonly firstIn: number | null;
  readonly lastOut: number | null;
}

/** Mean and largest absolute difference, whole seconds. */
export interface Figures {
  readonly mean: number;
  readonly max: number;
}

/** Puts true and derived days beside each other. A coming or leaving only one of the two knows of differs infinitely. */
export function compareHours(
  truth: Iterable<TrueDay>,
  hours: ReadonlyMap<string, readonly DerivedDay[]>,
): ComparedDay[] {
  return [...truth].flatMap((day) => {
    const derived = hours.get(day.identifier)?.find(({ date }) => date === day.date);
    if (!derived) throw new Error(`there is no ${day.date} of ${day.identifier}`);
    return {
      truth: day,
      derived,
      onSite: derived.onSiteSeconds - day.onSiteSeconds,
      rest: derived.breakSeconds - day.breakSeconds,
      firstIn: apart(derived.firstInAt, day.firstInMs),
      lastOut: apart(derived.lastOutAt, day.lastOutMs),
    };
  });
}

function apart(derived: string | null, truth: number | null): number | null {
  if (derived === null && truth === null) return null;
  return derived === null || truth === null ? Infinity : (Date.parse(derived) - truth) / 1_000;
}

/** The figures of some differences; those that are null do not count. */
export function figuresOf(differences: readonly (number | null)[]): Figures {
  const sizes = differences.flatMap((difference) => (difference === null ? [] : [Math.abs(difference)]));
  const mean = sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length);
  return { mean: Math.round(mean), max: Math.round(Math.max(0, ...sizes)) };
}
