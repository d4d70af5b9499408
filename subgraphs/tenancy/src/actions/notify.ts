import { uuidv7, type Tx } from '@trekker/kit';

import {
  insertNotification,
  lastSentAt,
  noteMatches,
  notificationsByEvent,
  outcomesOf,
  reviseNotification,
  type NotificationState,
} from '../db/notifications/notifications.ts';
import { enabledRules } from '../db/notifications/rules.ts';
import { aroundOf, type Around } from '../db/notifications/surroundings.ts';
import type { NotificationRuleRow } from '../db/rows.ts';
import { tenantsById } from '../db/tenants.ts';
import { fitsRule } from '../domain/notifications/fits-rule.ts';
import { subjectOf, type Happening } from '../domain/notifications/happening.ts';
import type { Outcome } from '../domain/notifications/kinds.ts';
import { outcomeOf } from '../domain/notifications/outcome.ts';
import type { Wanted } from '../domain/notifications/plan-telling.ts';
import { targetsOf } from '../domain/notifications/target.ts';
import { createTellable, type Tellable } from './tellable.ts';
import { tell } from './tell.ts';

/** A happening and when the installation knew of it, Unix milliseconds. */
export interface Learned extends Happening {
  readonly knownAt: number;
}

/** A rule that an event fits, and what comes of it. */
interface Match {
  readonly rule: NotificationRuleRow;
  readonly outcome: Outcome;
}

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
  const tellable = createTellable(tx, by.now);
  const [tenant] = await tenantsById(tx, [by.tenantId]);
  for (const learned of concerned) {
    const before = known.get(learned.eventId);
    if (before && isSame(before, learned)) continue;
    const after = await applyRules(tx, {
      learned,
      before,
      rules,
      tellable,
      timeZone: tenant?.timeZone ?? 'UTC',
      ...by,
    });
    if (after) known.set(learned.eventId, after);
  }
}

interface Applying {
  readonly learned: Learned;
  readonly before: NotificationState | undefined;
  readonly rules: readonly NotificationRuleRow[];
  readonly tellable: Tellable;
  /** The tenant's. */
  readonly timeZone: string;
  readonly tenantId: string;
  readonly now: number;
}

/** What is believed of the event since; undefined when it concerned no rule and nobody was told of it before. */
async function applyRules(tx: Tx, applying: Applying): Promise<NotificationState | undefined> {
  const { learned, before, rules, tellable, now } = applying;
  const subject = subjectOf(learned.kind, learned.facts);
  const around = await aroundOf(tx, learned.facts, subject);
  const fitting = learned.status === 'RETRACTED' ? [] : rules.filter((rule) => fitsRule(rule, learned, around));
  if (!before && !fitting.length) return undefined;
  const notification = await keep(tx, { ...applying, around });
  const matches = await matchesOf(tx, { ...applying, notification, fitting, subject: `${subject.kind} ${subject.id}` });
  const wanted: Wanted[] = [];
  for (const { rule, outcome } of matches) {
    const recipients = await tellable([...rule.userIds, ...rule.emailUserIds], subject, around.unitId);
    const targets = targetsOf(rule, recipients);
    wanted.push(...targets.map((target) => ({ target, ruleId: rule.ruleId, outcome })));
  }
  const byId = new Map(rules.map((rule) => [rule.ruleId, rule]));
  const timeZone = around.timeZone ?? applying.timeZone;
  await tell(tx, { notification, wanted, rules: byId, timeZone, now });
  return notification;
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

/** What comes of each rule; a rule that the event fitted before stands by what came of it then. */
async function matchesOf(
  tx: Tx,
  {
    learned,
    notification,
    fitting,
    subject,
    tenantId,
    now,
  }: Applying & { notification: NotificationState; fitting: readonly NotificationRuleRow[]; subject: string },
): Promise<Match[]> {
  const { notificationId, revision } = notification;
  const before = await outcomesOf(tx, notificationId);
  const matches: Match[] = [];
  for (const rule of fitting) {
    const sentAt = rule.throttleSeconds === null ? null : await lastSentAt(tx, rule.ruleId, subject);
    const { at, knownAt } = learned;
    matches.push({ rule, outcome: before.get(rule.ruleId) ?? outcomeOf(rule, { at, knownAt, sentAt, now }) });
  }
  const common = { tenantId, notificationId, revision, subject, matchedAt: now };
  await noteMatches(
    tx,
    matches.map(({ rule: { ruleId }, outcome }) => ({ ...common, ruleId, outcome })),
  );
  return matches;
}

function isSame({ status, kind, at, content: { facts } }: NotificationState, learned: Learned): boolean {
  if (status === 'RETRACTED' || learned.status === 'RETRACTED') return status === learned.status;
  const sameFacts = Object.entries(learned.facts).every(([key, value]) => facts[key as keyof typeof facts] === value);
  return kind === learned.kind && at === learned.at && sameFacts;
}
