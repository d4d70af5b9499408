import type { Page, Tx } from '@trekker/kit';
import { and, count, desc, eq, isNull, lt, or, sql } from 'drizzle-orm';

import type { ApiKeyRow } from './rows.ts';
import { apiKeys } from './tables.ts';

/** One more than a page of keys, the newest first; revoked ones too. */
export function pageOfApiKeys(tx: Tx, { first, after }: Page): Promise<ApiKeyRow[]> {
  return tx.db
    .select()
    .from(apiKeys)
    .where(after?.[0] === undefined ? undefined : lt(apiKeys.keyId, sql`${after[0]}::uuid`))
    .orderBy(desc(apiKeys.keyId))
    .limit(first + 1);
}

export async function countApiKeys(tx: Tx): Promise<number> {
  const [row] = await tx.db.select({ total: count() }).from(apiKeys);
  return row?.total ?? 0;
}

/** How many keys of the tenant could be used at an instant. */
export async function countUsableApiKeys(tx: Tx, now: number): Promise<number> {
  const [row] = await tx.db
    .select({ total: count() })
    .from(apiKeys)
    .where(
      and(
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), sql`${apiKeys.expiresAt} > ${sql.param(now, apiKeys.createdAt)}`),
      ),
    );
  return row?.total ?? 0;
}

export async function apiKeyById(tx: Tx, keyId: string): Promise<ApiKeyRow | undefined> {
  const [row] = await tx.db.select().from(apiKeys).where(eq(apiKeys.keyId, keyId));
  return row;
}

export async function insertApiKey(tx: Tx, row: ApiKeyRow): Promise<void> {
  await tx.db.insert(apiKeys).values(row);
}

/** The key that was revoked, or undefined when there was no key of this id, or it was revoked before. */
export async function endApiKey(tx: Tx, keyId: string, revokedAt: number): Promise<ApiKeyRow | undefined> {
  const [row] = await tx.db
    .update(apiKeys)
    .set({ revokedAt })
    .where(and(eq(apiKeys.keyId, keyId), isNull(apiKeys.revokedAt)))
    .returning();
  return row;
}

/** Notes that a key is used, unless that was noted since an instant. */
export async function noteApiKeyUse(
  tx: Tx,
  { keyId, now, unlessSince }: { keyId: string; now: number; unlessSince: number },
): Promise<void> {
  await tx.db
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKeys.keyId, keyId), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, unlessSince))));
}
