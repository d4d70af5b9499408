import { isUuid, UnauthenticatedError, userError, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { forgetDevices } from './forget-devices.ts';

/** Tells the signed-in user by one of their devices no more. */
export async function unsubscribeFromPush(
  { viewer, tenant, clock }: Context,
  { subscriptionId }: { subscriptionId: string },
): Promise<{ subscriptionId: string | null; userErrors: UserError[] }> {
  if (viewer?.actor.kind !== 'user') throw new UnauthenticatedError('only users are told by push');
  const userId = viewer.actor.id;
  return tenant.write(async (tx) => {
    const own = { kind: 'own', subscriptionId, userId } as const;
    if (isUuid(subscriptionId) && (await forgetDevices(tx, own, clock.now())))
      return { subscriptionId, userErrors: [] };
    const unknown = `subscription ${JSON.stringify(subscriptionId)} does not exist`;
    return { subscriptionId: null, userErrors: [userError('subscriptionId', 'NOT_FOUND', unknown)] };
  });
}
