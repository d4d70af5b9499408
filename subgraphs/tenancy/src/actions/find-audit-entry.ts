import { requireUnitPermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { AuditEntryRow } from '../db/rows.ts';

/** The entry of an id, or null. As in the list, only for who may see what was done in the whole tenant. */
export async function findAuditEntry({ viewer, clock, loaders }: Context, id: string): Promise<AuditEntryRow | null> {
  requireUnitPermission(viewer, 'audit:read', { unitId: null, now: clock.now() });
  return loaders.auditEntry.load(id);
}
