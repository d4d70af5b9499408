import { resolveName, secretName, UnauthenticatedError, type Viewer } from '@trekker/kit';

import type { Shared } from '../context.ts';
import { apiKeyById, noteApiKeyUse } from '../db/api-keys.ts';
import type { ApiKeyRow } from '../db/rows.ts';
import { subtreeOf } from '../db/units.ts';
import { grantOfKey } from '../domain/api-key.ts';
import { API_KEY } from './create-api-key.ts';

/** How exactly it is told when a key was used last, in milliseconds: not every request writes. */
const USE_NOTED_MS = 60_000;

/**
 * The viewer behind a key's secret. It is looked up each time, so that a key that was revoked or has run out is refused at
 * once, by every process. Fails with UNAUTHENTICATED, which does not tell which of them it is.
 */
export async function viewerOfKey({ database, clock }: Shared, secret: string): Promise<Viewer> {
  const entry = await database.withDirectory((sql) => resolveName(sql, API_KEY, secretName(secret)));
  if (!entry) throw unusable();
  const now = clock.now();
  const { result } = await database.withTenant(
    entry.tenantId,
    async (tx) => {
      const key = await apiKeyById(tx, entry.entityId);
      if (!key || !isUsable(key, now)) throw unusable();
      const units = key.unitId === null ? null : (await subtreeOf(tx, [key.unitId])).map(({ unitId }) => unitId);
      return { key, units };
    },
    { mode: 'snapshot' },
  );
  const { key, units } = result;
  if (key.lastUsedAt === null || key.lastUsedAt < now - USE_NOTED_MS) await noteUse(database, key, now);
  const grants = [grantOfKey(key.permissions, units)];
  const { tenantId, keyId: id, expiresAt } = key;
  return { tenantId, actor: { kind: 'key', id }, grants, sessionId: null, epoch: 0, expiresAt };
}

async function noteUse(database: Shared['database'], { tenantId, keyId }: ApiKeyRow, now: number): Promise<void> {
  await database.withTenant(tenantId, (tx) => noteApiKeyUse(tx, { keyId, now, unlessSince: now - USE_NOTED_MS }));
}

function isUsable({ revokedAt, expiresAt }: ApiKeyRow, now: number): boolean {
  return revokedAt === null && (expiresAt === null || now < expiresAt);
}

function unusable(): UnauthenticatedError {
  return new UnauthenticatedError('the API key does not exist, was revoked or has run out');
}
