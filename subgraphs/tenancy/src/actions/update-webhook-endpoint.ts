import { isUuid, parseInput, parseTargetUrl, requireUnitPermission, type UserError } from '@trekker/kit';
import { boolean, nullish, object, string } from 'valibot';

import type { Context } from '../context.ts';
import { cancelDeliveriesTo } from '../db/notifications/deliveries.ts';
import { changeEndpoint, lockEndpoint } from '../db/notifications/endpoints.ts';
import type { WebhookEndpointRow } from '../db/rows.ts';
import { tenancyEvent, webhookEndpointChanged } from '../events.ts';
import { callable, descriptionInput, unknownEndpoint } from './endpoint-problems.ts';

export interface UpdateWebhookEndpointInput {
  readonly endpointId: string;
  readonly url?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly enabled?: boolean | null | undefined;
}

export interface WebhookEndpointUpdated {
  readonly endpoint: WebhookEndpointRow | null;
  readonly userErrors: UserError[];
}

const schema = object({ url: nullish(string()), description: nullish(descriptionInput), enabled: nullish(boolean()) });
/** An endpoint that is switched on has done nothing wrong yet. */
const AFRESH = { disabledReason: null, failingSince: null, failures: 0, pausedUntil: null };

/** Changes an endpoint; absent fields stay as they are. */
export async function updateWebhookEndpoint(
  ctx: Context,
  input: UpdateWebhookEndpointInput,
): Promise<WebhookEndpointUpdated> {
  const now = ctx.clock.now();
  const { endpointId } = input;
  const { tenantId } = requireUnitPermission(ctx.viewer, 'notifications:write', { unitId: null, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { endpoint: null, userErrors: parsed.userErrors };
  const { url = null, description, enabled } = parsed.value;
  const found = url === null ? null : await callable(ctx, url);
  if (found?.problem) return { endpoint: null, userErrors: [found.problem] };
  return ctx.tenant.write(async (tx) => {
    const before = isUuid(endpointId) ? await lockEndpoint(tx, endpointId) : undefined;
    if (!before) return { endpoint: null, userErrors: [unknownEndpoint(endpointId)] };
    const isOn = enabled ?? before.enabled;
    const changed = found ? { url: found.target.href, ...AFRESH } : {};
    const endpoint = await changeEndpoint(tx, endpointId, {
      ...changed,
      ...(isOn && !before.enabled ? AFRESH : {}),
      description: description ?? before.description,
      enabled: isOn,
    });
    if (!isOn) await cancelDeliveriesTo(tx, endpointId, { error: 'the endpoint was switched off', now });
    tx.publish(tenancyEvent(webhookEndpointChanged, tenantId, { endpointId, host: hostOf(endpoint), enabled: isOn }));
    return { endpoint: endpoint ?? null, userErrors: [] };
  });
}

/** The host of an endpoint: paths of such addresses are often secrets. */
function hostOf(endpoint: WebhookEndpointRow | undefined): string {
  const parsed = parseTargetUrl(endpoint?.url ?? '');
  return 'host' in parsed ? parsed.host : '';
}
