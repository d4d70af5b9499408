import { uuidv7, type Page, type Tx, type TxSql, type UnitReach } from '@trekker/kit';

import type { RawMessage } from '../domain/raw-message.ts';
import { withoutSecrets } from '../domain/without-secrets.ts';
import { DAY_MS, dayOf, startOfDay } from '../domain/day.ts';
import { within } from './reach.ts';
import type { Held } from './retention.ts';
import type { RawMessageRow } from './rows.ts';

/** A message ready to be kept. */
export interface RawMessageToKeep extends RawMessage {
  readonly trackerId: string | null;
  /** The network it came from, or null. */
  readonly remoteNetwork: string | null;
  readonly byteCount: number;
}

/** Keeps messages of the transaction's tenant. */
export async function insertRawMessages(
  sql: TxSql,
  tenantId: string,
  messages: readonly RawMessageToKeep[],
): Promise<void> {
  const rows = messages.map((one) => ({
    received_at: new Date(one.receivedAt).toISOString(),
    message_id: uuidv7(one.receivedAt),
    identifier: one.identifier,
    tracker_id: one.trackerId,
    protocol: one.protocol,
    transport: one.transport,
    remote_network: one.remoteNetwork,
    topic: one.topic?.toWellFormed().replaceAll('\0', '\uFFFD') ?? null,
    bytes: withoutSecrets(one.bytes, one.secrets).toString('hex'),
    byte_count: one.byteCount,
    answer: one.answer && Buffer.from(one.answer).toString('hex'),
    outcome: one.became.outcome,
    reasons: one.became.reasons,
    position_ids: one.became.positionIds,
  }));
  await sql`
    insert into positions.raw_messages
    select ${tenantId}, r.received_at, r.message_id, r.identifier, r.tracker_id, r.protocol, r.transport,
      r.remote_network, r.topic, decode(r.bytes, 'hex'), r.byte_count, decode(r.answer, 'hex'), r.outcome, r.reasons,
      r.position_ids
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      received_at timestamptz, message_id uuid, identifier text, tracker_id uuid, protocol text, transport text,
      remote_network text, topic text, bytes text, byte_count integer, answer text, outcome text, reasons text[],
      position_ids text[])`;
}

/** Which messages are asked for; null: not limited so. */
export interface RawMessageScope {
  readonly trackerId: string | null;
  readonly identifier: string | null;
  /** Unix milliseconds; `to` is excluded. */
  readonly from: number | null;
  readonly to: number | null;
  /** A message of an unknown tracker is the tenant's. */
  readonly reach: UnitReach;
}

/** One more than a page of messages, those received last first. */
export function pageOfRawMessages(tx: Tx, { first, after }: Page, scope: RawMessageScope): Promise<RawMessageRow[]> {
  const { sql } = tx;
  const { trackerId, identifier, from, to, reach } = scope;
  const behind =
    after === null
      ? sql`true`
      : sql`(received_at, message_id) < (${Number(after[0])}::timestamptz, ${after[1] ?? ''}::uuid)`;
  return sql<RawMessageRow[]>`
    select message_id as "messageId", received_at as "receivedAt", identifier, tracker_id as "trackerId", protocol,
      transport, remote_network as "remoteNetwork", topic, bytes, byte_count as "byteCount", answer, outcome, reasons,
      position_ids as "positionIds"
    from positions.raw_messages
    where ${behind} and ${within(sql, reach)}
      and ${trackerId === null ? sql`true` : sql`tracker_id = ${trackerId}`}
      and ${identifier === null ? sql`true` : sql`identifier = ${identifier}`}
      and ${from === null ? sql`true` : sql`received_at >= ${from}`}
      and ${to === null ? sql`true` : sql`received_at < ${to}`}
    order by received_at desc, message_id desc limit ${first + 1}`;
}

/** Of a tenant whose messages a legal hold keeps, all or those of some trackers. */
export interface HeldTenant extends Held {
  readonly tenantId: string;
}

/**
 * Makes partitions for yesterday, today and so many days to come, and drops those of days before `keptFrom` but for what is
 * held; gives back how many.
 */
export async function turnRawMessages(
  sql: TxSql,
  { now, daysAhead, keptFrom, held }: { now: number; daysAhead: number; keptFrom: number; held: readonly HeldTenant[] },
): Promise<number> {
  const holds = held.map(({ tenantId, isTenantHeld, trackerIds }) => ({
    tenant: tenantId,
    trackers: isTenantHeld ? null : trackerIds,
  }));
  const [row] = await sql<{ dropped: number }[]>`
    select positions.turn_raw_messages(${dayOf(now - DAY_MS)}::date, ${daysAhead + 2}, ${dayOf(keptFrom)}::date,
      ${JSON.stringify(holds)}::jsonb) as dropped`;
  return row?.dropped ?? 0;
}

/** Forgets messages of the transaction's tenant of days before `keptFrom` that nothing holds any more; their partitions are gone. */
export async function deleteReleased(sql: TxSql, { isTenantHeld, trackerIds }: Held, keptFrom: number): Promise<void> {
  if (isTenantHeld) return;
  await sql`
    delete from positions.raw_messages
    where received_at < ${startOfDay(dayOf(keptFrom))}::timestamptz and (tracker_id is null or tracker_id <> all(${[...trackerIds]}::uuid[]))`;
}
