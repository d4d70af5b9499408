import type { Interval } from '../person-visit.ts';
import type { LastKnown } from './last-known.ts';

/** A stretch during which a person bears a tracker; null where it is on a thing. */
export interface Bearing extends Interval {
  readonly personId: string | null;
}

/**
 * When a tracker was with the person it spoke for last: while it was assigned to them or, where nobody told who bore it, until
 * they handed it over.
 * @param bearings all that is known of the tracker.
 */
export function borneBy(
  { personId, carriedUntil }: Pick<LastKnown, 'carriedUntil'> & { readonly personId: string },
  bearings: readonly Bearing[],
): readonly Interval[] {
  if (!bearings.length) return [{ from: 0, to: carriedUntil }];
  return bearings.filter((bearing) => bearing.personId === personId);
}
