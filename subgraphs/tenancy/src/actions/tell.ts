import { scheduleJob, uuidv7, type Tx } from '@trekker/kit';

import { insertDeliveries, supersede, toldOf } from '../db/notifications/deliveries.ts';
import { endpointsById } from '../db/notifications/endpoints.ts';
import { showInInbox, withdrawFromInbox } from '../db/notifications/inbox.ts';
import type { NotificationState } from '../db/notifications/notifications.ts';
import { preferencesOf } from '../db/notifications/preferences.ts';
import { pushSubscriptionsById, pushSubscriptionsOf } from '../db/notifications/push-subscriptions.ts';
import type { NotificationDeliveryRow, NotificationRuleRow } from '../db/rows.ts';
import { isSameMatter, subjectOf } from '../domain/notifications/happening.ts';
import { firstState } from '../domain/notifications/first-state.ts';
import type { Channel } from '../domain/notifications/kinds.ts';
import type { Message } from '../domain/notifications/message.ts';
import { planTelling, type Telling, type Wanted } from '../domain/notifications/plan-telling.ts';
import { outcomeFor, quietHoursFor, type Preferences } from '../domain/notifications/preferences.ts';
import { quietUntil, type QuietHours } from '../domain/notifications/quiet-hours.ts';
import { isReachedBy, type Recipient } from '../domain/notifications/target.ts';
import { notificationsEvent } from '../events.ts';

/** Kind of the jobs that try deliveries. */
export const DELIVER = 'deliver';

/** What is told of. */
export interface News {
  readonly notification: NotificationState;
  readonly wanted: readonly Wanted[];
  /** Of these users, those who may hear what is believed now; absent: nobody was told before. */
  readonly mayHear?: (userIds: readonly string[]) => Promise<ReadonlyMap<string, Recipient>>;
  /** Every rule that a target may be told by, or was told by before. */
  readonly rules: ReadonlyMap<string, NotificationRuleRow>;
  /** IANA zone of the place, or the tenant's. */
  readonly timeZone: string;
  /** Unix milliseconds. */
  readonly now: number;
}

/**
 * Tells what is believed of an event now, in the transaction that learned of it: in the app at once, by e-mail,
 * webhooks and pushes through deliveries with a job each. Whoever was told before hears what became of it.
 */
export async function tell(tx: Tx, news: News): Promise<void> {
  const { notification, now } = news;
  const told = await toldBefore(tx, news);
  const all = [...news.wanted, ...(await onDevices(tx, news.wanted))];
  const preferences = await preferencesBehind(tx, [...all, ...told]);
  const wanted = all.map((each) => ({ ...each, outcome: outcomeOf(news, each, preferences) }));
  const { tellings, superseded } = planTelling(wanted, told);
  await supersede(tx, superseded, now);
  const withdrawn = new Map(told.map(({ deliveryId, message }) => [deliveryId, message]));
  const disabled = await unreachable(tx, tellings);
  const rows = tellings.map((telling) => deliveryOf(news, telling, { withdrawn, disabled, preferences }));
  await insertDeliveries(tx, rows);
  for (const row of rows) {
    if (row.state === 'PENDING') await scheduleTry(tx, row);
    else if (row.channel === 'IN_APP' && row.state === 'DELIVERED') await show(tx, notification, row);
  }
  const userIds = rows.flatMap(({ channel, state, target }) =>
    channel === 'IN_APP' && state === 'DELIVERED' ? [target] : [],
  );
  const { tenantId, notificationId } = notification;
  if (userIds.length) tx.publish(notificationsEvent(tenantId, { notificationId, userIds }));
}

/** Schedules the next try of a delivery, in the transaction that decides on it. */
export async function scheduleTry(
  tx: Tx,
  {
    tenantId,
    deliveryId,
    turn,
    nextAttemptAt,
  }: Pick<NotificationDeliveryRow, 'tenantId' | 'deliveryId' | 'turn'> & {
    nextAttemptAt: number | null;
  },
): Promise<void> {
  if (nextAttemptAt === null) return;
  const job = { kind: DELIVER, key: `${deliveryId}/${turn}`, payload: { deliveryId, turn }, runAt: nextAttemptAt };
  // A process that dies in the middle costs a try of the job, not of the delivery.
  await scheduleJob(tx, { schema: 'tenancy', tenantId }, { ...job, maxAttempts: 100 });
}

async function toldBefore(tx: Tx, { notification, mayHear }: News) {
  const said = await toldOf(tx, notification.notificationId);
  const userIds = said.flatMap(({ target: { userId } }) => userId ?? []);
  const hearers = (await mayHear?.(userIds)) ?? new Map<string, Recipient>();
  const { status, kind, content } = notification;
  return said.map((each) => ({
    ...each,
    holds: status !== 'RETRACTED' && isSameMatter(each.message, { kind, facts: content.facts }),
    mayHear: isReachedBy(each.target, hearers),
  }));
}

/** Whoever is told in the app is told on the devices of theirs as well. */
async function onDevices(tx: Tx, wanted: readonly Wanted[]): Promise<Wanted[]> {
  const inApp = wanted.filter(({ target }) => target.channel === 'IN_APP');
  const subscriptions = await pushSubscriptionsOf(tx, [...new Set(inApp.map(({ target }) => target.to))]);
  return inApp.flatMap((each) =>
    subscriptions
      .filter(({ userId }) => userId === each.target.to)
      .map(({ userId, subscriptionId: to }) => ({ ...each, target: { channel: 'PUSH' as const, to, userId } })),
  );
}

type PreferencesByUser = ReadonlyMap<string, Preferences>;

/** What is known of those who are told. */
interface Known {
  readonly withdrawn: ReadonlyMap<string, Message>;
  readonly disabled: ReadonlySet<string>;
  readonly preferences: PreferencesByUser;
}

async function preferencesBehind(tx: Tx, all: readonly Pick<Wanted, 'target'>[]): Promise<PreferencesByUser> {
  const userIds = new Set(all.flatMap(({ target }) => target.userId ?? []));
  const rows = await preferencesOf(tx, [...userIds]);
  return new Map(rows.map((row) => [row.userId, row]));
}

function outcomeOf({ notification: { kind } }: News, { target, outcome }: Wanted, preferences: PreferencesByUser) {
  return outcomeFor(preferences.get(target.userId ?? ''), { outcome, kind, channel: target.channel });
}

/** When the last of these quiet hours ends that it is now; null when it is none. */
function endOf(all: readonly (QuietHours | null)[], now: number, timeZone: string): number | null {
  const ends = all.flatMap((each) => (each && quietUntil(each, now, timeZone)) ?? []);
  return ends.length ? Math.max(...ends) : null;
}

function deliveryOf(
  { notification, rules, timeZone, now }: News,
  { target, ruleId, status, outcome, withdraws }: Telling,
  { withdrawn, disabled, preferences }: Known,
): NotificationDeliveryRow {
  const { tenantId, notificationId, revision, eventId, kind, at, content } = notification;
  const rule = ruleId === null ? undefined : rules.get(ruleId);
  const { channel, to, userId } = target;
  const believed = { eventId, kind, at, ...content, timeZone, ruleName: rule?.name ?? null };
  // Who is told that something was not so must recognise what.
  const toldBefore = withdraws === null ? undefined : withdrawn.get(withdraws);
  const own = preferences.get(userId ?? '');
  const quiet = channel === 'EMAIL' || channel === 'PUSH' ? [rule?.quietHours ?? null, quietHoursFor(own, kind)] : [];
  const waitsUntil = endOf(quiet, now, timeZone);
  const first = firstState({ channel, outcome, isOff: disabled.has(to), waitsUntil, now });
  const named = { tenantId, deliveryId: uuidv7(now), notificationId, ruleId, channel, target: to, userId };
  const counters = { turn: 0, tries: 0, attempts: 0, createdAt: now, roundStartedAt: now, lastStatus: null };
  const message = { ...(toldBefore ?? believed), revision, status };
  return { ...named, ...counters, ...first, revision, status, message };
}

async function show(tx: Tx, notification: NotificationState, row: NotificationDeliveryRow): Promise<void> {
  const { tenantId, notificationId, revision, kind, at, content } = notification;
  const { target: userId, ruleId, status, createdAt: now } = row;
  if (status === 'RETRACTED') return withdrawFromInbox(tx, { userId, notificationId, revision, now });
  const subject = subjectOf(kind, content.facts);
  await showInInbox(tx, { tenantId, userId, notificationId, ruleId, revision, status, at, content, subject }, now);
}

/** Endpoints that are off, and devices that were removed since they were told of this. */
async function unreachable(tx: Tx, tellings: readonly Telling[]): Promise<ReadonlySet<string>> {
  const named = (channel: Channel) => tellings.flatMap(({ target }) => (target.channel === channel ? [target.to] : []));
  const [endpointIds, subscriptionIds] = [named('WEBHOOK'), named('PUSH')];
  const endpoints = endpointIds.length ? await endpointsById(tx, endpointIds) : [];
  const devices = subscriptionIds.length ? await pushSubscriptionsById(tx, subscriptionIds) : [];
  const reached = new Set([
    ...endpoints.flatMap(({ endpointId, enabled }) => (enabled ? [endpointId] : [])),
    ...devices.map(({ subscriptionId }) => subscriptionId),
  ]);
  return new Set([...endpointIds, ...subscriptionIds].filter((id) => !reached.has(id)));
}
