import { isUuid, parseInput, requireUnitPermission, userError, type Tx, type UserError } from '@trekker/kit';
import { nullish, object } from 'valibot';

import type { Context } from '../context.ts';
import { setEmail } from '../db/users.ts';
import { addressInput } from '../domain/notifications/input.ts';
import { tenancyEvent, userAddressChanged } from '../events.ts';

export interface AddressSet {
  readonly changed: boolean;
  readonly userErrors: UserError[];
}

/** What an address may be; null takes it away. */
export const emailInput = object({ email: nullish(addressInput, null) });

/** Sets the address at which rules tell a user. */
export async function setUserEmail(
  { viewer, tenant, clock }: Context,
  { userId, ...input }: { readonly userId: string; readonly email?: string | null | undefined },
): Promise<AddressSet> {
  const { tenantId } = requireUnitPermission(viewer, 'users:write', { unitId: null, now: clock.now() });
  const parsed = parseInput(emailInput, input);
  if (!parsed.ok) return { changed: false, userErrors: parsed.userErrors };
  return tenant.write((tx) => keepAddress(tx, { tenantId, userId, email: parsed.value.email }));
}

/** Keeps a user's address and tells of it. */
export async function keepAddress(
  tx: Tx,
  { tenantId, userId, email }: { tenantId: string; userId: string; email: string | null },
): Promise<AddressSet> {
  if (!isUuid(userId) || !(await setEmail(tx, userId, email))) {
    const unknown = userError('userId', 'NOT_FOUND', `user ${JSON.stringify(userId)} does not exist`);
    return { changed: false, userErrors: [unknown] };
  }
  tx.publish(tenancyEvent(userAddressChanged, tenantId, { userId }));
  return { changed: true, userErrors: [] };
}
