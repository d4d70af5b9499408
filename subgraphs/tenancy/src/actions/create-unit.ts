import { isUuid, nameInput, parseInput, requireUnitPermission, uuidv7, type Tx, type UserError } from '@trekker/kit';
import { nullish, object, picklist, string } from 'valibot';

import type { Context } from '../context.ts';
import type { UnitRow } from '../db/rows.ts';
import { lockTenant } from '../db/tenants.ts';
import { insertUnit, unitsById } from '../db/units.ts';
import { MAX_UNIT_DEPTH, UNIT_KINDS, type UnitKind } from '../domain/unit.ts';
import { tenancyEvent, unitCreated } from '../events.ts';
import { unitProblems } from './unit-problems.ts';

export interface CreateUnitInput {
  readonly name: string;
  readonly kind: UnitKind;
  readonly parentId?: string | null | undefined;
}

export interface UnitCreated {
  readonly unit: UnitRow | null;
  readonly userErrors: UserError[];
}

const schema = object({
  name: nameInput,
  kind: picklist(UNIT_KINDS),
  parentId: nullish(string(), null),
});

/** Adds an organisation unit. */
export async function createUnit(ctx: Context, input: CreateUnitInput): Promise<UnitCreated> {
  const now = ctx.clock.now();
  const unitId = input.parentId ?? null;
  const { tenantId } = requireUnitPermission(ctx.viewer, 'units:write', { unitId, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { unit: null, userErrors: parsed.userErrors };
  const { name, kind, parentId } = parsed.value;
  return ctx.tenant.write(async (tx) => {
    // A unit above that moves meanwhile would leave this one with a path that leads through the old place.
    await lockTenant(tx, tenantId);
    const parent = parentId === null ? null : await parentOf(tx, parentId);
    if (parent && 'code' in parent) return { unit: null, userErrors: [parent] };
    const id = uuidv7(now);
    const unit: UnitRow = {
      tenantId,
      unitId: id,
      name,
      kind,
      parentId,
      path: [...(parent?.path ?? []), id],
      createdAt: now,
    };
    if (!(await insertUnit(tx, unit))) {
      return { unit: null, userErrors: [unitProblems.nameTaken('name', name)] };
    }
    tx.publish(tenancyEvent(unitCreated, tenantId, { unitId: id, name, kind, parentId, path: unit.path }));
    return { unit, userErrors: [] };
  });
}

async function parentOf(tx: Tx, parentId: string): Promise<UnitRow | UserError> {
  const [parent] = await unitsById(tx, isUuid(parentId) ? [parentId] : []);
  if (!parent) return unitProblems.unknown('parentId', parentId);
  return parent.path.length >= MAX_UNIT_DEPTH ? unitProblems.tooDeep('parentId') : parent;
}
