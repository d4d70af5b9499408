import { isUuid, requireUnitPermission, type Tx, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { usersWithGrantsOn } from '../db/grants.ts';
import type { UnitRow } from '../db/rows.ts';
import { lockTenant } from '../db/tenants.ts';
import { hasSiblingNamed, heightOf, moveSubtree, unitsById } from '../db/units.ts';
import { raiseEpoch } from '../db/users.ts';
import { MAX_UNIT_DEPTH, unitsLeft } from '../domain/unit.ts';
import { rightsShrank, tenancyEvent, unitMoved } from '../events.ts';
import { unitProblems } from './unit-problems.ts';

export interface MoveUnitInput {
  readonly unitId: string;
  /** Null and absent: at the top. */
  readonly parentId?: string | null | undefined;
}

export interface UnitWasMoved {
  readonly unit: UnitRow | null;
  readonly userErrors: UserError[];
}

/**
 * Puts a unit with all below it under another one. Needs the permission on the unit, on the one it leaves and on the one
 * it comes to. Whoever holds a role by a unit that is above it no longer loses it there: their credentials are too old
 * from the commit on.
 */
export async function moveUnit(ctx: Context, { unitId, parentId = null }: MoveUnitInput): Promise<UnitWasMoved> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'units:write', { unitId, now });
  requireUnitPermission(ctx.viewer, 'units:write', { unitId: parentId, now });
  return ctx.tenant.write(async (tx) => {
    await lockTenant(tx, tenantId);
    const [unit] = await unitsById(tx, isUuid(unitId) ? [unitId] : []);
    if (!unit) return { unit: null, userErrors: [unitProblems.unknown('unitId', unitId)] };
    requireUnitPermission(ctx.viewer, 'units:write', { unitId: unit.parentId, now });
    if (unit.parentId === parentId) return { unit, userErrors: [] };
    const above = await placeFor(tx, unit, parentId);
    if ('code' in above) return { unit: null, userErrors: [above] };
    const moved = await moveSubtree(tx, unit, { parentId, above });
    const units = moved.map(({ unitId: id, path }) => ({ unitId: id, path }));
    tx.publish(tenancyEvent(unitMoved, tenantId, { unitId, parentId, units }));
    for (const userId of await usersWithGrantsOn(tx, unitsLeft(unit.path, above), now)) {
      tx.publish(tenancyEvent(rightsShrank, tenantId, { userId, epoch: await raiseEpoch(tx, userId) }));
    }
    return { unit: moved.find((one) => one.unitId === unitId) ?? null, userErrors: [] };
  });
}

/** The ids from the top down to the unit's new parent, or why it cannot lie there. */
async function placeFor(tx: Tx, unit: UnitRow, parentId: string | null): Promise<readonly string[] | UserError> {
  const { unitId, name } = unit;
  const [parent] = parentId !== null && isUuid(parentId) ? await unitsById(tx, [parentId]) : [];
  if (parentId !== null && !parent) return unitProblems.unknown('parentId', parentId);
  const above = parent?.path ?? [];
  if (above.includes(unitId)) return unitProblems.cycle('parentId');
  if (above.length + (await heightOf(tx, unit)) > MAX_UNIT_DEPTH) return unitProblems.tooDeep('parentId');
  if (await hasSiblingNamed(tx, { unitId, parentId, name })) return unitProblems.nameTaken('parentId', name);
  return above;
}
