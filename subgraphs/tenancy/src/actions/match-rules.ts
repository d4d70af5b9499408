import type { Tx } from '@trekker/kit';

import { lastSentAt, matchesBefore, noteMatches, type MatchBefore } from '../db/notifications/matches.ts';
import type { NotificationState } from '../db/notifications/notifications.ts';
import type { NotificationRuleRow } from '../db/rows.ts';
import type { Learned } from '../domain/notifications/happening.ts';
import type { Outcome } from '../domain/notifications/kinds.ts';
import { outcomeOf } from '../domain/notifications/outcome.ts';

/** The rules that an event fits now, and what it no longer says of whom. */
export interface Matches {
  readonly fitting: readonly { readonly rule: NotificationRuleRow; readonly outcome: Outcome }[];
  /** By rule: whom the event was sent about and turned out not to be about. */
  readonly mistaken: readonly { readonly ruleId: string; readonly subject: string }[];
}

/** What matching is made of. */
export interface Matching {
  readonly learned: Learned;
  readonly notification: NotificationState;
  /** Rules that the event fits as it is believed now. */
  readonly fitting: readonly NotificationRuleRow[];
  readonly subject: string;
  readonly tenantId: string;
  /** Unix milliseconds. */
  readonly now: number;
}

/** Judges and notes what comes of each rule that an event fits. */
export async function matchRules(tx: Tx, matching: Matching): Promise<Matches> {
  const { learned, notification, subject, tenantId, now } = matching;
  const { notificationId, revision } = notification;
  const before = await matchesBefore(tx, notificationId);
  const fitting: { rule: NotificationRuleRow; outcome: Outcome }[] = [];
  for (const rule of matching.fitting) {
    fitting.push({ rule, outcome: await judge(tx, { ...matching, rule, before: before.get(rule.ruleId) }) });
  }
  const common = { tenantId, notificationId, revision, subject, matchedAt: now };
  const rows = fitting.map(({ rule: { ruleId }, outcome }) => ({ ...common, ruleId, outcome }));
  await noteMatches(tx, rows);
  const wasSent = [...before].filter(([, { outcome }]) => outcome === 'SENT');
  const isMistaken = (about: string) => learned.status === 'RETRACTED' || about !== subject;
  const mistaken = wasSent.flatMap(([ruleId, match]) =>
    isMistaken(match.subject) ? [{ ruleId, subject: match.subject }] : [],
  );
  return { fitting, mistaken };
}

/**
 * What comes of a rule. What was sent, or known too late, stays so; what was held back is judged once more as of when it
 * first fitted: what it was held back for may have been false, or about somebody else.
 */
async function judge(
  tx: Tx,
  { learned, subject, rule, before, now }: Matching & { rule: NotificationRuleRow; before: MatchBefore | undefined },
): Promise<Outcome> {
  if (before && before.outcome !== 'THROTTLED') return before.outcome;
  const asOf = before?.firstAt ?? now;
  const { throttleSeconds, ruleId } = rule;
  const since = asOf - (throttleSeconds ?? 0) * 1_000;
  const sentAt = throttleSeconds === null ? null : await lastSentAt(tx, ruleId, { subject, since });
  return outcomeOf(rule, { at: learned.at, knownAt: learned.knownAt, sentAt, now: asOf });
}
