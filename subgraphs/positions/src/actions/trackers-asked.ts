import { InvalidInputError, isUuid, type UnitReach } from '@trekker/kit';

import type { TrackersAsked } from '../db/motion-hours.ts';

type Ids = readonly string[] | null | undefined;

/** Most ids that a question may name of one kind. */
const MOST_IDS = 500;

/** Which trackers arguments name. What is no id of ours names nothing. Fails with INVALID_INPUT where there are too many. */
export function trackersAsked(
  { trackerIds, unitIds }: { trackerIds?: Ids; unitIds?: Ids },
  reach: UnitReach,
): TrackersAsked {
  return { trackerIds: idsOf('trackerIds', trackerIds), unitIds: idsOf('unitIds', unitIds), reach };
}

function idsOf(field: string, ids: Ids): string[] | null {
  if (ids == null) return null;
  if (ids.length > MOST_IDS) throw new InvalidInputError(field, `must be at most ${MOST_IDS} ids, got ${ids.length}`);
  return ids.filter(isUuid);
}
