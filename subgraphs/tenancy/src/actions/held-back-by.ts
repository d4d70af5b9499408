import type { Tx } from '@trekker/kit';

import { heldBackSince, lastSentAt } from '../db/notifications/matches.ts';
import type { NotificationState } from '../db/notifications/notifications.ts';
import type { NotificationRuleRow } from '../db/rows.ts';
import type { Learned } from '../domain/notifications/happening.ts';
import { isEventKind } from '../domain/notifications/kinds.ts';
import { outcomeOf } from '../domain/notifications/outcome.ts';
import type { Applied, RuleTools } from './apply-rules.ts';

/** Something that was held back, and what is to be judged of it once more. */
export interface HeldBack {
  readonly held: NotificationState;
  readonly again: Learned;
}

/**
 * What rules held back only because they had told of a subject what turned out to be false: whoever is told that must
 * hear what was true meanwhile. Of several the first; the others come shortly after it.
 */
export async function heldBackBy(
  tx: Tx,
  { notification, mistaken }: Applied,
  { rules, now }: RuleTools,
): Promise<HeldBack[]> {
  const byId = new Map(rules.map((rule) => [rule.ruleId, rule]));
  const found = new Map<string, HeldBack>();
  for (const { ruleId, subject } of mistaken) {
    const rule = byId.get(ruleId);
    const first = rule && (await firstHeldBack(tx, rule, { subject, since: notification.createdAt, now }));
    if (first) found.set(first.held.eventId, first);
  }
  return [...found.values()];
}

async function firstHeldBack(
  tx: Tx,
  rule: NotificationRuleRow,
  { subject, since, now }: { subject: string; since: number; now: number },
): Promise<HeldBack | undefined> {
  const { ruleId, throttleSeconds } = rule;
  if (throttleSeconds === null) return undefined;
  const sentAt = await lastSentAt(tx, ruleId, { subject, since: since - throttleSeconds * 1_000 });
  for (const held of await heldBackSince(tx, ruleId, { subject, since })) {
    const { eventId, status, kind, at, content, createdAt } = held;
    if (!isEventKind(kind) || outcomeOf(rule, { at, knownAt: now, sentAt, now: createdAt }) !== 'SENT') continue;
    return { held, again: { eventId, status, kind, at, facts: content.facts, knownAt: now } };
  }
  return undefined;
}
