import type { Selection } from '../attributes.ts';
import type { LimitEventKind } from './limit-event.ts';

/** How many people may and must be somewhere, from an instant (Unix milliseconds) until its next version. */
export interface LimitVersion extends Selection {
  readonly limitId: string;
  readonly number: number;
  readonly target: LimitTarget;
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Whether there is no limit from then on. */
  readonly removed: boolean;
  readonly validFrom: number;
}

/** What a limit is of. */
export interface LimitTarget {
  readonly kind: 'zone' | 'place';
  readonly id: string;
}

/** How a count stands to its limit; the values of the SDL's `OccupancyLimitState`. */
export type LimitState = 'WITHIN' | 'BELOW' | 'REACHED' | 'EXCEEDED';

/** How the people whom a limit counts stand to it. */
export interface StandingLimit {
  readonly limit: LimitVersion;
  readonly state: LimitState;
}

/** How a count stands to a limit. Where minimum and maximum contradict each other, too many outweigh too few. */
export function limitStateOf(
  { minimum, maximum, removed }: Pick<LimitVersion, 'minimum' | 'maximum' | 'removed'>,
  count: number,
): LimitState {
  if (removed) return 'WITHIN';
  if (maximum !== null && count > maximum) return 'EXCEEDED';
  if (minimum !== null && count < minimum) return 'BELOW';
  return maximum !== null && count === maximum ? 'REACHED' : 'WITHIN';
}

/** What is told when a count comes into a state. */
export function eventKindOf(state: LimitState): LimitEventKind {
  switch (state) {
    case 'WITHIN':
      return 'LIMIT_CLEARED';
    case 'BELOW':
      return 'BELOW_MINIMUM';
    case 'REACHED':
      return 'LIMIT_REACHED';
    case 'EXCEEDED':
      return 'LIMIT_EXCEEDED';
  }
}

/** The version of a limit that holds at an instant; undefined before its first. */
export function versionAt(versions: readonly LimitVersion[], at: number): LimitVersion | undefined {
  return versions
    .filter(({ validFrom }) => validFrom <= at)
    .reduce<LimitVersion | undefined>((last, one) => (last && last.number > one.number ? last : one), undefined);
}
