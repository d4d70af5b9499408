import type { Tx } from '@trekker/kit';
import { eq, inArray } from 'drizzle-orm';

import { settingValues } from '../domain/settings/settings.ts';
import type { TenantRow } from './rows.ts';
import { storedSettings } from './settings.ts';
import { tenants } from './tables.ts';

/** A tenant as it was created; see its settings for what holds now. */
export type CreatedTenantRow = typeof tenants.$inferSelect;

/** The tenants of these ids that the transaction may see, at most its own, with their settings. */
export async function tenantsById(tx: Tx, ids: string[]): Promise<TenantRow[]> {
  const rows = await tx.db.select().from(tenants).where(inArray(tenants.tenantId, ids));
  const stored = await storedSettings(tx);
  return rows.map((row) => {
    const { brandColor, brandLogo, ...values } = settingValues(row, stored);
    return { ...row, ...values, brandColor: brandColor || null, brandLogo: brandLogo || null };
  });
}

/** The transaction's own tenant as it was created. */
export async function createdTenant(tx: Tx, tenantId: string): Promise<CreatedTenantRow | undefined> {
  const [row] = await tx.db.select().from(tenants).where(eq(tenants.tenantId, tenantId));
  return row;
}

export async function insertTenant(tx: Tx, row: CreatedTenantRow): Promise<void> {
  await tx.db.insert(tenants).values(row);
}

/**
 * Makes whoever else calls this for the tenant wait until the transaction ends: one at a time, its tree of units moves,
 * roles are given on it, settings change. What is read afterwards is what the one before left.
 */
export async function lockTenant(tx: Tx, tenantId: string): Promise<void> {
  await tx.db.select({ id: tenants.tenantId }).from(tenants).where(eq(tenants.tenantId, tenantId)).for('no key update');
}
