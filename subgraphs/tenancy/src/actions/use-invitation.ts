import { resolveName, secretName } from '@trekker/kit';

import type { Context } from '../context.ts';
import { INVITATION } from './invite-user.ts';

/** What the token of a link stands for. */
export interface FoundInvitation {
  readonly tenantId: string;
  readonly invitationId: string;
}

/** What came of using a token: `value`, nothing because it is not good, or nothing yet for so many milliseconds. */
export type InvitationUsed<T> =
  | { readonly kind: 'used'; readonly value: T }
  | { readonly kind: 'refused' }
  | { readonly kind: 'throttled'; readonly waitMs: number };

/**
 * Uses the token of an invitation's link, slowed down like a sign-in. Nobody is signed in yet: the token alone says which
 * tenant it is of.
 * @param use gives null when the invitation is not good any more.
 */
export async function useInvitation<T>(
  { database, throttle, clientAddress, clock }: Context,
  token: string,
  use: (found: FoundInvitation) => Promise<T | null>,
): Promise<InvitationUsed<T>> {
  const name = secretName(token);
  const attempt = throttle.begin({ account: `/invitation/${name}`, address: clientAddress }, clock.now());
  if (typeof attempt === 'number') return { kind: 'throttled', waitMs: attempt };
  let value: T | null;
  try {
    const entry = await database.withDirectory((sql) => resolveName(sql, INVITATION, name));
    value = entry && (await use({ tenantId: entry.tenantId, invitationId: entry.entityId }));
  } catch (error) {
    attempt.abandoned();
    throw error;
  }
  if (value === null) {
    attempt.failed(clock.now());
    return { kind: 'refused' };
  }
  attempt.succeeded();
  return { kind: 'used', value };
}
