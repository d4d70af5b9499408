import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** A secret as its owner keeps it. */
export function secretText(key: Buffer): string {
  return `${PREFIX}${key.toString('base64')}`;
}

/**
 * The `webhook-…` headers of one try (Standard Webhooks 1.0.0): one `v1` signature for each key, so that either opens it
 * while a secret is being changed.
 * @param sentAt Unix milliseconds; the header counts seconds.
 */
export function webhookHeaders({
  id,
  sentAt,
  body,
  keys,
}: {
  id: string;
  sentAt: number;
  body: string;
  keys: readonly Buffer[];
}): Record<string, string> {
  const timestamp = String(Math.floor(sentAt / 1_000));
  const signed = `${id}.${timestamp}.${body}`;
  const signatures = keys.map((key) => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
