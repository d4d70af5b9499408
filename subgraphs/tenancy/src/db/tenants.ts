import type { Tx } from '@trekker/kit';
import { inArray } from 'drizzle-orm';

import type { TenantRow } from './rows.ts';
import { tenants } from './tables.ts';

/** The tenants of these ids that the transaction may see: at most its own. */
export function tenantsById(tx: Tx, ids: string[]): Promise<TenantRow[]> {
  return tx.db.select().from(tenants).where(inArray(tenants.tenantId, ids));
}

export async function insertTenant(tx: Tx, row: TenantRow): Promise<void> {
  await tx.db.insert(tenants).values(row);
}
