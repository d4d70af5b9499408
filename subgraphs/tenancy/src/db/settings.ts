import type { Page, Tx } from '@trekker/kit';
import { and, count, desc, eq, sql } from 'drizzle-orm';

import type { SettingChangeRow } from './rows.ts';
import { settingChanges, settings } from './tables.ts';

/** What the transaction's tenant has set, by key. */
export async function storedSettings(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.db.select().from(settings);
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** Keeps a value; null puts the default back. */
export async function storeSetting(
  tx: Tx,
  { tenantId, key, value }: { tenantId: string; key: string; value: string | null },
): Promise<void> {
  if (value === null) {
    await tx.db.delete(settings).where(eq(settings.key, key));
    return;
  }
  const target = [settings.tenantId, settings.key];
  await tx.db.insert(settings).values({ tenantId, key, value }).onConflictDoUpdate({ target, set: { value } });
}

export async function insertSettingChange(tx: Tx, row: SettingChangeRow): Promise<void> {
  await tx.db.insert(settingChanges).values(row);
}

/** One more than a page of the changes of a setting, newest first. */
export function pageOfSettingChanges(tx: Tx, key: string, { first, after }: Page): Promise<SettingChangeRow[]> {
  const { changedAt, changeId } = settingChanges;
  const behind = after
    ? sql`(${changedAt}, ${changeId}) < (${Number(after[0])}::timestamptz, ${after[1]}::uuid)`
    : undefined;
  return tx.db
    .select()
    .from(settingChanges)
    .where(and(eq(settingChanges.key, key), behind))
    .orderBy(desc(changedAt), desc(changeId))
    .limit(first + 1);
}

export async function countSettingChanges(tx: Tx, key: string): Promise<number> {
  const [row] = await tx.db.select({ total: count() }).from(settingChanges).where(eq(settingChanges.key, key));
  return row?.total ?? 0;
}
