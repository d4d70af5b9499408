import { unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';

/** Whether the viewer may see who is told what in the whole tenant. */
export function seesNotificationsOfTenant({ viewer, clock }: Pick<Context, 'viewer' | 'clock'>): boolean {
  return viewer !== null && unitReach(viewer, 'notifications:read', clock.now()) === 'all';
}
