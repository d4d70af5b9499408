import { resolveTarget, type Resolve, type Secret } from '@trekker/kit';

import type { TenancyConfig } from '../../config.ts';
import type { NotificationDeliveryRow, PushSubscriptionRow, WebhookEndpointRow } from '../../db/rows.ts';
import type { AttemptResult } from '../../domain/notifications/attempt.ts';
import { emailOf } from '../../domain/notifications/email.ts';
import { webhookBody } from '../../domain/notifications/message.ts';
import { webhookId } from '../../domain/notifications/webhook-id.ts';
import { webhookHeaders } from '../../domain/notifications/webhook-signature.ts';
import { encryptPush } from '../../domain/push/push-encryption.ts';
import { pushHeaders, pushText } from '../../domain/push/push-message.ts';
import { vapidHeader } from '../../domain/push/vapid.ts';
import type { Mailer } from './mailer.ts';
import { post } from './post.ts';
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
  return post({ target, headers: { 'content-type': 'application/json', ...headers }, body, timeoutMs, now, signal });
}

/** Sends a delivery to a browser, by its push service, if that may be sent to. */
export async function sendPush({
  config,
  resolve,
  delivery,
  subscription,
  signal,
  now,
}: Sending & { subscription: PushSubscriptionRow }): Promise<AttemptResult> {
  const { webhookAllow: allowed, webhookTimeoutMs: timeoutMs, vapid } = config;
  if (!vapid) return { statusCode: null, error: 'pushes are switched off in this installation', response: null };
  const { endpoint, language } = subscription;
  const target = await resolveTarget(endpoint, { allowed, resolve });
  if ('problem' in target) return { statusCode: null, error: target.problem, response: null };
  const { message, notificationId } = delivery;
  const body = encryptPush(JSON.stringify(pushText(message, notificationId, language)), subscription);
  const headers = {
    ...pushHeaders(message, notificationId),
    'content-type': 'application/octet-stream',
    'content-encoding': 'aes128gcm',
    authorization: vapidHeader(vapid, { endpoint, contact: config.vapidContact ?? config.publicUrl, now }),
    'user-agent': 'Trekker-Push/1',
  };
  return post({ target, headers, body, timeoutMs, now, signal });
}

/** Sends a delivery to a mailbox. */
export async function sendEmail({ config, mailer, delivery, signal }: Sending): Promise<AttemptResult> {
  if (!mailer) return { statusCode: null, error: 'e-mail is switched off in this installation', response: null };
  const messageId = `${delivery.deliveryId}@${URL.parse(config.publicUrl)?.hostname ?? 'localhost'}`;
  return mailer.send({ ...emailOf(delivery.message, config.publicUrl), to: delivery.target, messageId, signal });
}
