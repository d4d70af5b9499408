import { uuidv7, type Tx } from '@trekker/kit';

import { insertNotification, reviseNotification, type NotificationState } from '../db/notifications/notifications.ts';
import { aroundOf, type Around } from '../db/notifications/surroundings.ts';
import type { NotificationRuleRow } from '../db/rows.ts';
import { fitsRule } from '../domain/notifications/fits-rule.ts';
import { subjectKey, subjectOf, type Learned } from '../domain/notifications/happening.ts';
import type { Wanted } from '../domain/notifications/plan-telling.ts';
import { targetsOf } from '../domain/notifications/target.ts';
import { matchRules, type Matches } from './match-rules.ts';
import { tell } from './tell.ts';
import type { Tellable } from './tellable.ts';

/** What rules are applied with. */
export interface RuleTools {
  /** Those that hold now. */
  readonly rules: readonly NotificationRuleRow[];
  readonly tellable: Tellable;
  /** IANA zone of the tenant. */
  readonly timeZone: string;
  readonly tenantId: string;
  /** Unix milliseconds. */
  readonly now: number;
}

/** What was learned, beside what was believed of the event before. */
export interface Applying extends RuleTools {
  readonly learned: Learned;
  readonly before: NotificationState | undefined;
}

/** What is believed of an event since, and the rules it fits. */
export interface Applied extends Matches {
  readonly notification: NotificationState;
}

/** Applies rules to one event; undefined when it concerned none of them and nobody was told of it before. */
export async function applyRules(tx: Tx, applying: Applying): Promise<Applied | undefined> {
  const { learned, before, rules, tellable, now } = applying;
  const subject = subjectOf(learned.kind, learned.facts);
  const around = await aroundOf(tx, learned.facts, subject);
  const fitting = learned.status === 'RETRACTED' ? [] : rules.filter((rule) => fitsRule(rule, learned, around));
  if (!before && !fitting.length) return undefined;
  const notification = await keep(tx, { ...applying, around });
  const matches = await matchRules(tx, { ...applying, notification, fitting, subject: subjectKey(subject) });
  const wanted: Wanted[] = [];
  for (const { rule, outcome } of matches.fitting) {
    const recipients = await tellable([...rule.userIds, ...rule.emailUserIds], subject, around.unitId);
    const targets = targetsOf(rule, recipients);
    wanted.push(...targets.map((target) => ({ target, ruleId: rule.ruleId, outcome })));
  }
  const byId = new Map(rules.map((rule) => [rule.ruleId, rule]));
  const timeZone = around.timeZone ?? applying.timeZone;
  const mayHear = (userIds: readonly string[]) => tellable(userIds, subject, around.unitId);
  await tell(tx, { notification, wanted, mayHear, rules: byId, timeZone, now });
  return { notification, ...matches };
}

async function keep(
  tx: Tx,
  { learned, before, around, tenantId, now }: Applying & { around: Around },
): Promise<NotificationState> {
  const { eventId, status, kind, at, facts } = learned;
  const { geofenceName, placeName } = around;
  const believed = { status, kind, at, content: { facts, geofenceName, placeName } };
  if (before) {
    const revised = { ...before, ...believed, revision: before.revision + 1, changedAt: now };
    await reviseNotification(tx, revised);
    return revised;
  }
  const acknowledged = { acknowledgedBy: null, acknowledgedAt: null };
  const own = { tenantId, notificationId: uuidv7(now), eventId, revision: 0, createdAt: now, changedAt: null };
  const notification = { ...own, ...believed, ...acknowledged };
  await insertNotification(tx, notification);
  return notification;
}
