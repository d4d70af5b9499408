import { parseInput, UnauthenticatedError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { emailInput, keepAddress, type AddressSet } from './set-user-email.ts';

/** Sets the address at which rules tell the signed-in user. */
export async function setOwnEmail(
  { viewer, tenant }: Context,
  input: { readonly email?: string | null | undefined },
): Promise<AddressSet> {
  if (viewer?.actor.kind !== 'user') throw new UnauthenticatedError('only users have an address');
  const { tenantId, actor } = viewer;
  const parsed = parseInput(emailInput, input);
  if (!parsed.ok) return { changed: false, userErrors: parsed.userErrors };
  return tenant.write((tx) => keepAddress(tx, { tenantId, userId: actor.id, email: parsed.value.email }));
}
