import type { Carriages } from '../person-visits/carriages.ts';
import type { CarriedVisit } from '../person-visits/person-visit.ts';
import type { StayEvent } from './events-of.ts';

/** Who or what carries a tracker; both null where nobody does. */
export interface Bearer {
  readonly personId: string | null;
  readonly assetId: string | null;
}

/** Who or what carried the tracker when something happened to it; at the end of a visit, who or what did up to then. */
export function bearerOf(carriages: Carriages, { at }: StayEvent, { trackerId, from, to }: CarriedVisit): Bearer {
  const isEnd = at === to && from !== to;
  const held = carriages
    .ofTracker(trackerId)
    .toSorted((a, b) => (a.assignmentId < b.assignmentId ? -1 : 1))
    .filter((one) =>
      isEnd ? one.from < at && at <= (one.to ?? Infinity) : one.from <= at && at < (one.to ?? Infinity),
    );
  const found = held.find(({ personId }) => personId !== null) ?? held[0];
  return { personId: found?.personId ?? null, assetId: found?.assetId ?? null };
}
