import {
  isUuid,
  parseInput,
  requireUnitPermission,
  UnauthenticatedError,
  userError,
  type UserError,
} from '@trekker/kit';
import { nullish, object } from 'valibot';

import type { Context } from '../context.ts';
import { setEmail } from '../db/users.ts';
import { addressInput } from '../domain/notifications/input.ts';
import { tenancyEvent, userAddressChanged } from '../events.ts';

export interface SetUserEmailInput {
  readonly userId?: string | null | undefined;
  readonly email?: string | null | undefined;
}

const schema = object({ email: nullish(addressInput, null) });

/** Sets the address at which rules tell a user: everybody their own, who keeps users anybody's. */
export async function setUserEmail(
  { viewer, tenant, clock }: Context,
  input: SetUserEmailInput,
): Promise<{ changed: boolean; userErrors: UserError[] }> {
  if (!viewer) throw new UnauthenticatedError();
  const own = viewer.actor.kind === 'user' ? viewer.actor.id : null;
  const userId = input.userId ?? own;
  if (userId !== own) requireUnitPermission(viewer, 'users:write', { unitId: null, now: clock.now() });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { changed: false, userErrors: parsed.userErrors };
  const { email } = parsed.value;
  return tenant.write(async (tx) => {
    if (userId === null || !isUuid(userId) || !(await setEmail(tx, userId, email))) {
      const unknown = userError('userId', 'NOT_FOUND', `user ${JSON.stringify(userId)} does not exist`);
      return { changed: false, userErrors: [unknown] };
    }
    tx.publish(tenancyEvent(userAddressChanged, viewer.tenantId, { userId }));
    return { changed: true, userErrors: [] };
  });
}
