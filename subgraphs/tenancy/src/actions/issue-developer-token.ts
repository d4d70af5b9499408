import { NotFoundError, resolveName, uuidv7 } from '@trekker/kit';

import type { Shared } from '../context.ts';
import { insertSession } from '../db/sessions.ts';
import { userBySignInName } from '../db/users.ts';
import { loadViewer } from './load-viewer.ts';

/**
 * A token for GraphiQL that lasts as long as a session. An operator's act: whoever calls this could read the database.
 * Fails with NOT_FOUND when there is no such user who may sign in.
 */
export async function issueDeveloperToken(
  { database, tokens, clock, config }: Shared,
  { tenant, name }: { tenant: string; name: string },
): Promise<string> {
  const entry = await database.withDirectory((sql) => resolveName(sql, 'tenant', tenant));
  if (!entry) throw new NotFoundError('Tenant', tenant);
  const { tenantId } = entry;
  const createdAt = clock.now();
  const expiresAt = createdAt + config.sessionMs;
  const sessionId = uuidv7(createdAt);
  const { result: viewer } = await database.withTenant(tenantId, async (tx) => {
    const user = await userBySignInName(tx, name);
    if (!user?.active) throw new NotFoundError('User', name);
    await insertSession(tx, { tenantId, sessionId, userId: user.userId, createdAt, expiresAt, endedAt: null });
    return loadViewer(tx, user, { sessionId, expiresAt });
  });
  return tokens.sign(viewer, 'gateway', expiresAt);
}
