import { resolveTarget, type Resolve, type Secret } from '@trekker/kit';

import type { TenancyConfig } from '../../config.ts';
import type { NotificationDeliveryRow, WebhookEndpointRow } from '../../db/rows.ts';
import type { AttemptResult } from '../../domain/notifications/attempt.ts';
import { emailOf } from '../../domain/notifications/email.ts';
import { webhookBody } from '../../domain/notifications/message.ts';
import { webhookId } from '../../domain/notifications/webhook-id.ts';
import { webhookHeaders } from '../../domain/notifications/webhook-signature.ts';
import type { Mailer } from './mailer.ts';
import { postWebhook } from './post-webhook.ts';
import { signingKeys } from './webhook-keys.ts';

interface Sending {
  readonly config: TenancyConfig;
  readonly secret: Secret;
  readonly mailer: Mailer | null;
  readonly resolve: Resolve;
  readonly delivery: NotificationDeliveryRow;
  readonly signal: AbortSignal;
  /** Unix milliseconds. */
  readonly now: number;
}

/** Sends a delivery to an endpoint, if it may be sent to. Body and id are the same at every try. */
export async function sendWebhook({
  config,
  secret,
  resolve,
  delivery,
  endpoint,
  signal,
  now,
}: Sending & { endpoint: WebhookEndpointRow }): Promise<AttemptResult> {
  const { webhookAllow: allowed, webhookTimeoutMs: timeoutMs, publicUrl } = config;
  const target = await resolveTarget(endpoint.url, { allowed, resolve });
  if ('problem' in target) return { statusCode: null, error: target.problem, response: null };
  const body = webhookBody(delivery.message, publicUrl);
  const keys = signingKeys(secret, endpoint, now);
  const headers = webhookHeaders({ id: webhookId(delivery.deliveryId), sentAt: now, body, keys });
  return postWebhook({ target, headers, body, timeoutMs, now, signal });
}

/** Sends a delivery to a mailbox. */
export async function sendEmail({ config, mailer, delivery, signal }: Sending): Promise<AttemptResult> {
  if (!mailer) return { statusCode: null, error: 'e-mail is switched off in this installation', response: null };
  const messageId = `${delivery.deliveryId}@${URL.parse(config.publicUrl)?.hostname ?? 'localhost'}`;
  return mailer.send({ ...emailOf(delivery.message, config.publicUrl), to: delivery.target, messageId, signal });
}
