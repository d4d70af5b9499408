import { requireUnitPermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { Loaders } from '../db/loaders.ts';

type Found<K extends keyof Loaders> = Awaited<ReturnType<Loaders[K]['load']>>;

/** A rule, endpoint or delivery by its id, or null. As in the lists, only for who may see those of the whole tenant. */
export async function findForTenant<K extends 'notificationRule' | 'webhookEndpoint' | 'notificationDelivery'>(
  { viewer, clock, loaders }: Context,
  kind: K,
  id: string,
): Promise<Found<K>> {
  requireUnitPermission(viewer, 'notifications:read', { unitId: null, now: clock.now() });
  // A loader of this kind gives what this kind is.
  return (await loaders[kind].load(id)) as Found<K>;
}
