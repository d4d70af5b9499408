import type { Tx, UnitReach } from '@trekker/kit';
import { and, eq, inArray } from 'drizzle-orm';

import { within } from './conditions.ts';
import type { AssetRow } from './rows.ts';
import { assets } from './tables.ts';

/** Those of these assets that a reach covers. */
export function assetsById(tx: Tx, ids: string[], reach: UnitReach): Promise<AssetRow[]> {
  return tx.db
    .select()
    .from(assets)
    .where(and(inArray(assets.assetId, ids), within(assets.unitId, reach)));
}

export async function insertAsset(tx: Tx, row: AssetRow): Promise<void> {
  await tx.db.insert(assets).values(row);
}

/** The asset, locked against other changes until the transaction ends. */
export async function lockAsset(tx: Tx, assetId: string): Promise<AssetRow | undefined> {
  const [row] = await tx.db.select().from(assets).where(eq(assets.assetId, assetId)).for('no key update');
  return row;
}

export async function updateAssetRow(tx: Tx, { assetId, name, unitId, category }: AssetRow): Promise<void> {
  await tx.db.update(assets).set({ name, unitId, category }).where(eq(assets.assetId, assetId));
}
