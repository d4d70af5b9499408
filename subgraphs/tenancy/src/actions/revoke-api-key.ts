import { isUuid, releaseName, requireUnitPermission, userError, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { endApiKey } from '../db/api-keys.ts';
import type { ApiKeyRow } from '../db/rows.ts';
import { apiKeyRevoked, tenancyEvent } from '../events.ts';
import { API_KEY } from './create-api-key.ts';

export interface ApiKeyRevoked {
  readonly key: ApiKeyRow | null;
  readonly userErrors: UserError[];
}

/** Revokes a key: nothing is answered to it from the commit on, and its streams end within seconds. */
export async function revokeApiKey(ctx: Context, { keyId }: { keyId: string }): Promise<ApiKeyRevoked> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'keys:write', { unitId: null, now });
  return ctx.tenant.write(async (tx) => {
    const key = isUuid(keyId) ? await endApiKey(tx, keyId, now) : undefined;
    if (!key) {
      const unknown = userError('keyId', 'NOT_FOUND', `there is no key ${JSON.stringify(keyId)} that can be used`);
      return { key: null, userErrors: [unknown] };
    }
    await releaseName(tx, { kind: API_KEY, name: key.tokenName });
    tx.publish(tenancyEvent(apiKeyRevoked, tenantId, { keyId }));
    return { key, userErrors: [] };
  });
}
