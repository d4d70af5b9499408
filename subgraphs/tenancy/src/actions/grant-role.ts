import { isUuid, requireUnitPermission, userError, uuidv7, type Tx, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { insertGrant } from '../db/grants.ts';
import type { GrantRow } from '../db/rows.ts';
import { lockTenant } from '../db/tenants.ts';
import { unitsById } from '../db/units.ts';
import { usersById } from '../db/users.ts';
import type { Role } from '../domain/roles.ts';
import { roleGranted, tenancyEvent } from '../events.ts';

export interface GrantRoleInput {
  readonly userId: string;
  readonly role: Role;
  readonly unitId?: string | null | undefined;
  /** Unix milliseconds. */
  readonly until?: number | null | undefined;
}

export interface RoleGranted {
  readonly grant: GrantRow | null;
  readonly userErrors: UserError[];
}

/** Gives a user a role on the tenant or on a subtree of its units. */
export async function grantRole(ctx: Context, input: GrantRoleInput): Promise<RoleGranted> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'users:write', { unitId: null, now });
  const { userId, role, unitId = null, until = null } = input;
  return ctx.tenant.write(async (tx) => {
    // A move of the unit either sees this grant or is done before anybody signs in with it.
    await lockTenant(tx, tenantId);
    const userErrors = await problemsOf(tx, { userId, unitId, until, now });
    if (userErrors.length) return { grant: null, userErrors };
    const grant: GrantRow = { tenantId, grantId: uuidv7(now), userId, role, unitId, until, createdAt: now };
    await insertGrant(tx, grant);
    tx.publish(tenancyEvent(roleGranted, tenantId, { grantId: grant.grantId, userId, role, unitId }));
    return { grant, userErrors };
  });
}

async function problemsOf(
  tx: Tx,
  { userId, unitId, until, now }: { userId: string; unitId: string | null; until: number | null; now: number },
): Promise<UserError[]> {
  const users = isUuid(userId) ? await usersById(tx, [userId]) : [];
  const units = unitId !== null && isUuid(unitId) ? await unitsById(tx, [unitId]) : [];
  const problems: UserError[] = [];
  if (!users.length) problems.push(userError('userId', 'NOT_FOUND', `user ${JSON.stringify(userId)} does not exist`));
  if (unitId !== null && !units.length) {
    problems.push(userError('unitId', 'NOT_FOUND', `unit ${JSON.stringify(unitId)} does not exist`));
  }
  if (until !== null && until <= now) {
    problems.push(userError('until', 'IN_THE_PAST', `must lie in the future, got ${new Date(until).toISOString()}`));
  }
  return problems;
}
