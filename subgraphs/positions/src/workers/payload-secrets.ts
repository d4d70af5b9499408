import type { Database } from '@trekker/kit';

import { sealedSecretOf } from '../db/payload-secrets.ts';
import { unsealSecret } from '../domain/sealed-secret.ts';
import type { Identities } from './identities.ts';

/** What opens the encrypted messages of devices. */
export interface PayloadSecrets {
  /** The secret of the tracker behind an identifier; null where there is none. */
  secretOf(tenantId: string, identifier: string): Promise<string | null>;
  /** The secret of a tracker; null where there is none. */
  secretOfTracker(tenantId: string, trackerId: string): Promise<string | null>;
}

/** @param key under which secrets are kept, 32 bytes. */
export function createPayloadSecrets({
  database,
  identities,
  key,
}: {
  database: Database;
  identities: Identities;
  key: Buffer;
}): PayloadSecrets {
  async function secretOfTracker(tenantId: string, trackerId: string): Promise<string | null> {
    const { result: sealed } = await database.withTenant(tenantId, (tx) => sealedSecretOf(tx, trackerId), {
      mode: 'snapshot',
    });
    return sealed ? unsealSecret(sealed, key, { tenantId, ownerId: trackerId }) : null;
  }

  return {
    secretOfTracker,
    async secretOf(tenantId, identifier) {
      const trackerId = (await identities.resolve(tenantId, [identifier])).get(identifier)?.trackerId;
      return trackerId === undefined ? null : secretOfTracker(tenantId, trackerId);
    },
  };
}
