import { coversUnit, unitReach, type Viewer } from '@trekker/kit';

import type { Subject } from './happening.ts';

/**
 * Whether a user may be told of something: of people, assets and trackers by the rights they hold on the unit that owns
 * them, of counts only where they may see the count of everybody, of musters where they see any.
 * @param unitId the owner of the subject, or null for the tenant itself or where it is not known.
 */
export function mayBeTold(
  viewer: Viewer,
  { kind }: Pick<Subject, 'kind'>,
  { unitId, now }: { unitId: string | null; now: number },
): boolean {
  switch (kind) {
    case 'PERSON':
    case 'ASSET':
    case 'TRACKER':
      return coversUnit(unitReach(viewer, 'visits:read', now), unitId);
    case 'COUNT':
      return unitReach(viewer, 'headcount:read', now) === 'all';
    case 'MUSTER':
      return unitReach(viewer, 'muster:read', now).length > 0;
    case 'OWN':
      return true;
  }
}
