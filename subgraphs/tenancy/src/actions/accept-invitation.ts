import { releaseName, uuidv7, type Actor, type Tx, type UserError } from '@trekker/kit';
import { object, string } from 'valibot';

import type { Context } from '../context.ts';
import { insertGrant } from '../db/grants.ts';
import { deleteInvitation, lockOpenInvitation } from '../db/invitations.ts';
import type { InvitationRow, UserRow } from '../db/rows.ts';
import { lockTenant, tenantsById } from '../db/tenants.ts';
import { insertUser, lockRightsOf } from '../db/users.ts';
import { parseSecretInput, passwordInput } from '../domain/password.ts';
import { invitationAccepted, roleGranted, tenancyEvent, userCreated } from '../events.ts';
import { newUser } from './create-user.ts';
import { INVITATION, signInNameTaken } from './invite-user.ts';
import { mayStillInvite } from './may-still-invite.ts';
import { hashPassword } from './passwords.ts';
import { throttled } from './sign-in.ts';
import { useInvitation, type FoundInvitation } from './use-invitation.ts';

export interface AcceptInvitationInput {
  readonly token: string;
  readonly password: string;
}

export interface InvitationWasAccepted {
  readonly accepted: { readonly tenantSlug: string; readonly signInName: string } | null;
  readonly userErrors: UserError[];
}

const schema = object({ token: string(), password: passwordInput });
const REFUSED: UserError = {
  field: ['input', 'token'],
  code: 'INVITATION_REFUSED',
  message:
    'the invitation was accepted or taken back, has run out, is of somebody who may not invite any more or never was; ask for another one',
  params: [],
};

/** Makes the invited user with the role they were promised, once. One answer to every token that is not good any more. */
export async function acceptInvitation(ctx: Context, input: AcceptInvitationInput): Promise<InvitationWasAccepted> {
  const parsed = parseSecretInput(schema, input);
  if (!parsed.ok) return { accepted: null, userErrors: parsed.userErrors };
  const { token, password } = parsed.value;
  const outcome = await useInvitation(ctx, token, (found) => accept(ctx, found, password));
  switch (outcome.kind) {
    case 'used':
      return outcome.value;
    case 'refused':
      return { accepted: null, userErrors: [REFUSED] };
    case 'throttled':
      return { accepted: null, userErrors: [throttled(outcome.waitMs)] };
  }
}

async function accept(
  { database, clock }: Context,
  { tenantId, invitationId }: FoundInvitation,
  password: string,
): Promise<InvitationWasAccepted | null> {
  // Hashing takes tens of milliseconds and happens outside of any transaction.
  const passwordHash = await hashPassword(password);
  const now = clock.now();
  const { result } = await database.withTenant(tenantId, async (tx) => {
    // As in granting a role: a move of the unit must see the grant.
    await lockTenant(tx, tenantId);
    const invitation = await lockOpenInvitation(tx, { invitationId, now });
    const [tenant] = await tenantsById(tx, [tenantId]);
    if (!invitation || !tenant) return null;
    if (invitation.invitedBy !== null) await lockRightsOf(tx, invitation.invitedBy);
    if (!(await mayStillInvite(tx, { invitation, now }))) return null;
    const { signInName, name } = invitation;
    const user = newUser({ tenantId, signInName, name, passwordHash, now });
    if (!(await insertUser(tx, user))) return { accepted: null, userErrors: [signInNameTaken(signInName)] };
    await useUp(tx, { invitation, user, now });
    return { accepted: { tenantSlug: tenant.slug, signInName }, userErrors: [] };
  });
  return result;
}

async function useUp(
  tx: Tx,
  { invitation, user, now }: { invitation: InvitationRow; user: UserRow; now: number },
): Promise<void> {
  const { tenantId, invitationId, tokenName, role, unitId, invitedBy } = invitation;
  const { userId } = user;
  const grantId = uuidv7(now);
  await insertGrant(tx, { tenantId, grantId, userId, role, unitId, until: null, createdAt: now });
  await deleteInvitation(tx, invitationId);
  await releaseName(tx, { kind: INVITATION, name: tokenName });
  const actor: Actor = { kind: 'user', id: userId };
  const giver: Actor = invitedBy === null ? actor : { kind: 'user', id: invitedBy };
  tx.publish({ ...tenancyEvent(userCreated, tenantId, { userId }), actor });
  tx.publish({ ...tenancyEvent(roleGranted, tenantId, { grantId, userId, role, unitId }), actor: giver });
  tx.publish({ ...tenancyEvent(invitationAccepted, tenantId, { invitationId, userId }), actor });
}
