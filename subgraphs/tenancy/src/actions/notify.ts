import type { Tx } from '@trekker/kit';

import { notificationsByEvent, type NotificationState } from '../db/notifications/notifications.ts';
import { enabledRules } from '../db/notifications/rules.ts';
import { tenantsById } from '../db/tenants.ts';
import type { Learned } from '../domain/notifications/happening.ts';
import { applyRules } from './apply-rules.ts';
import { heldBackBy } from './held-back-by.ts';
import { createTellable } from './tellable.ts';

/**
 * Applies the rules of the transaction's tenant to what happened, in order, and tells whoever is to be told. What says
 * the same again changes nothing.
 */
export async function notify(
  tx: Tx,
  happened: readonly Learned[],
  by: { tenantId: string; now: number },
): Promise<void> {
  const known = await notificationsByEvent(tx, [...new Set(happened.map(({ eventId }) => eventId))]);
  const rules = await enabledRules(tx);
  const wantedKinds = new Set(rules.flatMap(({ kinds }) => kinds));
  const concerned = happened.filter(({ eventId, kind }) => known.has(eventId) || wantedKinds.has(kind));
  if (!concerned.length) return;
  const [tenant] = await tenantsById(tx, [by.tenantId]);
  const tools = { rules, tellable: createTellable(tx, by.now), timeZone: tenant?.timeZone ?? 'UTC', ...by };
  for (const learned of concerned) {
    const before = known.get(learned.eventId);
    if (before && isSame(before, learned)) continue;
    const applied = await applyRules(tx, { learned, before, ...tools });
    if (!applied) continue;
    known.set(learned.eventId, applied.notification);
    for (const { held, again } of await heldBackBy(tx, applied, tools)) {
      const released = await applyRules(tx, { learned: again, before: held, ...tools });
      if (released) known.set(again.eventId, released.notification);
    }
  }
}

function isSame({ status, kind, at, content: { facts } }: NotificationState, learned: Learned): boolean {
  if (status === 'RETRACTED' || learned.status === 'RETRACTED') return status === learned.status;
  const sameFacts = Object.entries(learned.facts).every(([key, value]) => facts[key as keyof typeof facts] === value);
  return kind === learned.kind && at === learned.at && sameFacts;
}
