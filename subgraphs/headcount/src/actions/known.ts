import { coversUnit, isUuid, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { unitsOf } from '../db/people.ts';
import { knownOf } from '../workers/known.ts';

/** Whether a person exists whom a permission of the viewer reaches; decided when everything about people has been read. */
export async function isPersonKnown(ctx: Context, personId: string, permission: string): Promise<boolean> {
  const { viewer, tenant, replicas, clock } = ctx;
  if (!viewer || !isUuid(personId)) return false;
  const known = await knownOf({ tenant, tenantId: viewer.tenantId }, replicas.people, [personId]);
  if (!known.has(personId)) return false;
  const units = await tenant.read((tx) => unitsOf(tx, [personId]));
  return coversUnit(unitReach(viewer, permission, clock.now()), units.get(personId) ?? null);
}

/** Whether a unit exists; decided when everything about units has been read. */
export async function isUnitKnown({ viewer, tenant, replicas }: Context, unitId: string): Promise<boolean> {
  if (!viewer || !isUuid(unitId)) return false;
  return (await knownOf({ tenant, tenantId: viewer.tenantId }, replicas.unitPaths, [unitId])).has(unitId);
}
