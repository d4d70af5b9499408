import type { Secret } from '@trekker/kit';

import type { WebhookEndpointRow } from '../../db/rows.ts';

/** The key of one generation of an endpoint's secret, 32 bytes: derived, so that it need not be kept. */
export function webhookKey(
  secret: Secret,
  { tenantId, endpointId, secretGeneration }: Pick<WebhookEndpointRow, 'tenantId' | 'endpointId' | 'secretGeneration'>,
): Buffer {
  return secret.derive(`webhook ${tenantId} ${endpointId} ${secretGeneration}`);
}

/** The keys that sign now, the present one first; while a secret is being changed the one before as well. */
export function signingKeys(secret: Secret, endpoint: WebhookEndpointRow, now: number): Buffer[] {
  const { previousUntil, secretGeneration } = endpoint;
  const isChanging = previousUntil !== null && now < previousUntil;
  const generations = isChanging ? [secretGeneration, secretGeneration - 1] : [secretGeneration];
  return generations.map((generation) => webhookKey(secret, { ...endpoint, secretGeneration: generation }));
}
