import { UnauthenticatedError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pushSubscriptionsOf } from '../db/notifications/push-subscriptions.ts';
import type { PushSubscriptionRow } from '../db/rows.ts';

/** How the signed-in user is told by push. */
export interface WebPush {
  readonly serverKey: string | null;
  readonly subscriptions: PushSubscriptionRow[];
}

/** By which devices the signed-in user is told; null where the viewer is no user and is told nothing. */
export async function ownWebPush({ viewer, tenant, config }: Context): Promise<WebPush | null> {
  if (!viewer) throw new UnauthenticatedError();
  if (viewer.actor.kind !== 'user') return null;
  const userId = viewer.actor.id;
  const subscriptions = await tenant.read((tx) => pushSubscriptionsOf(tx, [userId]));
  return { serverKey: config.vapid?.publicKey ?? null, subscriptions };
}
