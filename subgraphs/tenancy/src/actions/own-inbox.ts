import { UnauthenticatedError, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { Inbox } from '../db/notifications/inbox.ts';

/** The viewer's inbox and what of it the viewer may see now; null where the viewer is no user and has none. */
export function ownInbox({ viewer, clock }: Pick<Context, 'viewer' | 'clock'>): Inbox | null {
  if (!viewer) throw new UnauthenticatedError();
  if (viewer.actor.kind !== 'user') return null;
  const reach = (permission: string) => unitReach(viewer, permission, clock.now());
  const within = { visits: reach('visits:read'), headcount: reach('headcount:read'), musters: reach('muster:read') };
  return { userId: viewer.actor.id, ...within };
}
