import type { Tx } from '@trekker/kit';
import { inArray } from 'drizzle-orm';

import { notificationPreferences as preferences } from '../notification-tables.ts';
import type { PreferencesRow } from '../rows.ts';

/** What these users said; nothing of who never did. */
export async function preferencesOf(tx: Tx, userIds: readonly string[]): Promise<PreferencesRow[]> {
  if (!userIds.length) return [];
  return tx.db
    .select()
    .from(preferences)
    .where(inArray(preferences.userId, [...userIds]));
}

/** Keeps what a user says, in place of what was said before. */
export async function keepPreferences(tx: Tx, row: PreferencesRow): Promise<void> {
  const { tenantId: _tenant, userId: _user, ...said } = row;
  await tx.db
    .insert(preferences)
    .values(row)
    .onConflictDoUpdate({ target: [preferences.tenantId, preferences.userId], set: said });
}
