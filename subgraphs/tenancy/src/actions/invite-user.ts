import { randomBytes } from 'node:crypto';

import {
  claimName,
  isUuid,
  nameInput,
  parseInput,
  requireUnitPermission,
  secretName,
  userError,
  uuidv7,
  type Tx,
  type UserError,
} from '@trekker/kit';
import { nullish, object, picklist, string } from 'valibot';

import type { Context } from '../context.ts';
import { deleteInvitationsExpiredAt, insertInvitation } from '../db/invitations.ts';
import type { InvitationRow } from '../db/rows.ts';
import { unitsById } from '../db/units.ts';
import { userBySignInName } from '../db/users.ts';
import { ROLES, type Role } from '../domain/roles.ts';
import { invitationMade, tenancyEvent } from '../events.ts';
import { unitProblems } from './unit-problems.ts';

export interface InviteUserInput {
  readonly signInName: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId?: string | null | undefined;
}

export interface UserInvited {
  readonly invitation: InvitationRow | null;
  readonly token: string | null;
  readonly userErrors: UserError[];
}

/** Kind under which invitations are listed in the directory, by the SHA-256 of their token. */
export const INVITATION = 'invitation';
const DAY_MS = 86_400_000;

const schema = object({
  signInName: nameInput,
  name: nameInput,
  role: picklist(ROLES),
  unitId: nullish(string(), null),
});

/** Asks somebody to sign in. The link's token is told here once; what is kept cannot be turned back into it. */
export async function inviteUser(ctx: Context, input: InviteUserInput): Promise<UserInvited> {
  const now = ctx.clock.now();
  const viewer = requireUnitPermission(ctx.viewer, 'users:write', { unitId: null, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { invitation: null, token: null, userErrors: parsed.userErrors };
  const token = randomBytes(32).toString('base64url');
  const invitation: InvitationRow = {
    ...parsed.value,
    tenantId: viewer.tenantId,
    invitationId: uuidv7(now),
    signInKey: parsed.value.signInName.toLowerCase(),
    invitedBy: viewer.actor.kind === 'user' ? viewer.actor.id : null,
    tokenName: secretName(token),
    createdAt: now,
    expiresAt: now + ctx.config.invitationDays * DAY_MS,
  };
  return ctx.tenant.write(async (tx) => {
    await deleteInvitationsExpiredAt(tx, now);
    const problem = (await problemOf(tx, invitation)) ?? (await insertOrProblem(tx, invitation));
    if (problem) return { invitation: null, token: null, userErrors: [problem] };
    const { tenantId, invitationId, role, unitId, tokenName, expiresAt } = invitation;
    await claimName(tx, { kind: INVITATION, name: tokenName, entityId: invitationId, until: expiresAt });
    tx.publish(tenancyEvent(invitationMade, tenantId, { invitationId, role, unitId, expiresAt }));
    return { invitation, token, userErrors: [] };
  });
}

async function problemOf(tx: Tx, { signInName, unitId }: InvitationRow): Promise<UserError | null> {
  if (unitId !== null && !(isUuid(unitId) && (await unitsById(tx, [unitId])).length)) {
    return unitProblems.unknown('unitId', unitId);
  }
  return (await userBySignInName(tx, signInName)) ? signInNameTaken(signInName) : null;
}

async function insertOrProblem(tx: Tx, invitation: InvitationRow): Promise<UserError | null> {
  if (await insertInvitation(tx, invitation)) return null;
  const { signInName } = invitation;
  const waits = `an invitation waits for ${JSON.stringify(signInName)}; take it back to make another one`;
  return userError('signInName', 'NAME_TAKEN', waits);
}

/** What is wrong where a user, who may be one that does not sign in any more, has the sign-in name. */
export function signInNameTaken(signInName: string): UserError {
  return userError('signInName', 'NAME_TAKEN', `somebody signs in as ${JSON.stringify(signInName)} already`);
}
