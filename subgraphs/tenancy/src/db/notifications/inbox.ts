import type { Page, Tx, UnitReach } from '@trekker/kit';

import type { Subject } from '../../domain/notifications/happening.ts';
import type { Status } from '../../domain/notifications/kinds.ts';
import type { NotificationContent } from '../notification-tables.ts';
import type { NotificationRow } from '../rows.ts';

/** Whose inbox, and what of it the user may see now. */
export interface Inbox {
  readonly userId: string;
  /** Units whose people, assets and trackers the user may see. */
  readonly visits: UnitReach;
  readonly headcount: UnitReach;
  readonly musters: UnitReach;
}

/** One more than a page of what a user was told and may still see, newest first. */
export async function pageOfInbox(
  tx: Tx,
  inbox: Inbox,
  { first, after, unreadOnly }: Page & { unreadOnly: boolean },
): Promise<NotificationRow[]> {
  const behind = after
    ? tx.sql`(r.told_at, n.notification_id) < (${Number(after[0])}::timestamptz, ${after[1] ?? ''}::uuid)`
    : tx.sql`true`;
  return select(
    tx,
    inbox,
    tx.sql`${behind} and ${unreadOnly ? tx.sql`r.read_at is null` : tx.sql`true`}
      order by r.told_at desc, n.notification_id desc limit ${first + 1}`,
  );
}

/** Those of these notifications that a user was told and may still see. */
export function inboxById(tx: Tx, inbox: Inbox, ids: readonly string[]): Promise<NotificationRow[]> {
  return select(tx, inbox, tx.sql`n.notification_id = any(${[...ids]}::uuid[])`);
}

/** What a user was told of these events and may still see. */
export function inboxByEvent(tx: Tx, inbox: Inbox, eventIds: readonly string[]): Promise<NotificationRow[]> {
  return select(tx, inbox, tx.sql`n.event_id = any(${[...eventIds]}::text[])`);
}

/** Everybody who was told of it in the app. */
export async function whoWasTold(tx: Tx, notificationId: string): Promise<string[]> {
  const rows = await tx.sql<{ userId: string }[]>`
    select user_id as "userId" from tenancy.notification_recipients where notification_id = ${notificationId}`;
  return rows.map(({ userId }) => userId);
}

/** How many a user has not read. */
export async function countUnread(tx: Tx, inbox: Inbox): Promise<number> {
  const [row] = await tx.sql<{ unread: number }[]>`
    select count(*)::integer as unread ${fromInbox(tx, inbox)} and r.read_at is null`;
  return row?.unread ?? 0;
}

/** Notes that a user has read these, or all where null. */
export async function noteRead(tx: Tx, inbox: Inbox, { ids, now }: { ids: readonly string[] | null; now: number }) {
  const wanted = ids ? tx.sql`n.notification_id = any(${[...ids]}::uuid[])` : tx.sql`true`;
  await tx.sql`
    update tenancy.notification_recipients r set read_at = ${now}
    where r.user_id = ${inbox.userId} and r.read_at is null and r.notification_id in (
      select n.notification_id ${fromInbox(tx, inbox)} and ${wanted})`;
}

/** What a user is shown of an event. */
export interface Shown {
  readonly tenantId: string;
  readonly userId: string;
  readonly notificationId: string;
  readonly ruleId: string | null;
  readonly revision: number;
  readonly status: Status;
  readonly at: number;
  readonly content: NotificationContent;
  readonly subject: Subject;
}

/** Shows a user a notification for the first time, or another belief about it; it counts as unread again. */
export async function showInInbox(tx: Tx, { subject, ...shown }: Shown, now: number): Promise<void> {
  const content = JSON.stringify(shown.content);
  await tx.sql`
    insert into tenancy.notification_recipients as r (tenant_id, user_id, notification_id, rule_id, revision, status, at,
      content, subject_kind, subject_id, told_at)
    values (${shown.tenantId}, ${shown.userId}, ${shown.notificationId}, ${shown.ruleId}, ${shown.revision},
      ${shown.status}, ${shown.at}, ${content}::jsonb, ${subject.kind}, ${subject.id}, ${now})
    on conflict (tenant_id, user_id, notification_id) do update set
      rule_id = excluded.rule_id, revision = excluded.revision, status = excluded.status, at = excluded.at,
      content = excluded.content, subject_kind = excluded.subject_kind, subject_id = excluded.subject_id,
      changed_at = ${now}, read_at = null`;
}

/** Tells a user that what they are shown is not so after all; it counts as unread again. */
export async function withdrawFromInbox(
  tx: Tx,
  { userId, notificationId, revision, now }: { userId: string; notificationId: string; revision: number; now: number },
): Promise<void> {
  await tx.sql`
    update tenancy.notification_recipients
    set status = 'RETRACTED', revision = ${revision}, changed_at = ${now}, read_at = null
    where user_id = ${userId} and notification_id = ${notificationId}`;
}

/** Rows of the inbox in the names of the schema. */
async function select(tx: Tx, inbox: Inbox, rest: ReturnType<Tx['sql']>): Promise<NotificationRow[]> {
  return tx.sql<NotificationRow[]>`
    select r.notification_id as "notificationId", n.event_id as "eventId", r.rule_id as "ruleId", r.revision, r.status,
      n.kind, r.at, r.content,
      r.told_at as "toldAt", r.changed_at as "changedAt", r.read_at as "readAt",
      n.acknowledged_by as "acknowledgedBy", n.acknowledged_at as "acknowledgedAt"
    ${fromInbox(tx, inbox)} and ${rest}`;
}

function fromInbox({ sql }: Tx, { userId, visits, headcount, musters }: Inbox) {
  const owned = sql`r.subject_kind in ('PERSON', 'ASSET', 'TRACKER')`;
  const ofMine =
    visits === 'all'
      ? sql`true`
      : sql`exists (
          select from tenancy.replicas o
          where o.replica = case r.subject_kind when 'PERSON' then 'people' when 'ASSET' then 'assets' else 'trackers' end
            and o.key = r.subject_id and o.valid_to is null and o.data->>'unitId' = any(${[...visits]}::text[]))`;
  const counts = headcount === 'all' ? sql`true` : sql`r.subject_kind <> 'COUNT'`;
  const drills = musters.length ? sql`true` : sql`r.subject_kind <> 'MUSTER'`;
  return sql`
    from tenancy.notification_recipients r
    join tenancy.notifications n on n.tenant_id = r.tenant_id and n.notification_id = r.notification_id
    where r.user_id = ${userId} and (not ${owned} or ${ofMine}) and ${counts} and ${drills}`;
}
