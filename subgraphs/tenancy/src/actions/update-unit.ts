import { isUuid, nameInput, parseInput, requireUnitPermission, type UserError } from '@trekker/kit';
import { nullish, object, picklist } from 'valibot';

import type { Context } from '../context.ts';
import type { UnitRow } from '../db/rows.ts';
import { lockTenant } from '../db/tenants.ts';
import { changeUnit, hasSiblingNamed, unitsById } from '../db/units.ts';
import { UNIT_KINDS, type UnitKind } from '../domain/unit.ts';
import { tenancyEvent, unitChanged } from '../events.ts';
import { unitProblems } from './unit-problems.ts';

export interface UpdateUnitInput {
  readonly unitId: string;
  readonly name?: string | null | undefined;
  readonly kind?: UnitKind | null | undefined;
}

export interface UnitUpdated {
  readonly unit: UnitRow | null;
  readonly userErrors: UserError[];
}

const schema = object({ name: nullish(nameInput), kind: nullish(picklist(UNIT_KINDS)) });

/** Gives a unit another name or kind. Where nothing would change nothing happens. */
export async function updateUnit(ctx: Context, input: UpdateUnitInput): Promise<UnitUpdated> {
  const { unitId } = input;
  const { tenantId } = requireUnitPermission(ctx.viewer, 'units:write', { unitId, now: ctx.clock.now() });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { unit: null, userErrors: parsed.userErrors };
  return ctx.tenant.write(async (tx) => {
    await lockTenant(tx, tenantId);
    const [unit] = await unitsById(tx, isUuid(unitId) ? [unitId] : []);
    if (!unit) return { unit: null, userErrors: [unitProblems.unknown('unitId', unitId)] };
    const name = parsed.value.name ?? unit.name;
    const kind = parsed.value.kind ?? unit.kind;
    if (name === unit.name && kind === unit.kind) return { unit, userErrors: [] };
    if (await hasSiblingNamed(tx, { ...unit, name })) {
      return { unit: null, userErrors: [unitProblems.nameTaken('name', name)] };
    }
    tx.publish(tenancyEvent(unitChanged, tenantId, { unitId, name, kind }));
    return { unit: (await changeUnit(tx, { unitId, name, kind })) ?? null, userErrors: [] };
  });
}
