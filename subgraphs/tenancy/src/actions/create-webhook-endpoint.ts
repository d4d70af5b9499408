import { parseInput, requireUnitPermission, userError, type UserError, uuidv7, withParams } from '@trekker/kit';
import { object, optional, string } from 'valibot';

import type { Context } from '../context.ts';
import { countEndpoints, insertEndpoint } from '../db/notifications/endpoints.ts';
import type { WebhookEndpointRow } from '../db/rows.ts';
import { lockTenant } from '../db/tenants.ts';
import { secretText } from '../domain/notifications/webhook-signature.ts';
import { tenancyEvent, webhookEndpointCreated } from '../events.ts';
import { webhookKey } from '../workers/deliveries/webhook-keys.ts';
import { callable, descriptionInput } from './endpoint-problems.ts';

export interface WebhookEndpointMade {
  readonly endpoint: WebhookEndpointRow | null;
  /** Told here and never again. */
  readonly secret: string | null;
  readonly userErrors: UserError[];
}

const MOST_ENDPOINTS = 50;
const schema = object({ url: string(), description: optional(descriptionInput, '') });

/** Adds an endpoint, if it may be called. */
export async function createWebhookEndpoint(ctx: Context, input: object): Promise<WebhookEndpointMade> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'notifications:write', { unitId: null, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return refused(...parsed.userErrors);
  const found = await callable(ctx, parsed.value.url);
  if (found.problem) return refused(found.problem);
  const { href: url, host } = found.target;
  const endpoint: WebhookEndpointRow = {
    tenantId,
    endpointId: uuidv7(now),
    url,
    description: parsed.value.description,
    enabled: true,
    disabledReason: null,
    secretGeneration: 1,
    previousUntil: null,
    failingSince: null,
    failures: 0,
    pausedUntil: null,
    createdAt: now,
  };
  return ctx.tenant.write(async (tx) => {
    await lockTenant(tx, tenantId);
    if ((await countEndpoints(tx)) >= MOST_ENDPOINTS) {
      return refused(
        withParams(userError('', 'TOO_MANY', `a tenant has at most ${MOST_ENDPOINTS} endpoints`), {
          maximum: MOST_ENDPOINTS,
        }),
      );
    }
    await insertEndpoint(tx, endpoint);
    const { endpointId } = endpoint;
    tx.publish(tenancyEvent(webhookEndpointCreated, tenantId, { endpointId, host, enabled: true }));
    return { endpoint, secret: secretText(webhookKey(ctx.secret, endpoint)), userErrors: [] };
  });
}

function refused(...userErrors: UserError[]): WebhookEndpointMade {
  return { endpoint: null, secret: null, userErrors };
}
