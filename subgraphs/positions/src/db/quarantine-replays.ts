import type { Page, Tx, TxSql, UnitReach } from '@trekker/kit';

import type { QuarantineFilter } from '../domain/quarantine-filter.ts';
import type { QuarantineReplayRow } from './rows.ts';

/** A replay to be begun. */
export interface NewReplay {
  readonly tenantId: string;
  readonly replayId: string;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly filter: QuarantineFilter;
  readonly reach: UnitReach;
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly total: number;
}

/** Begins a replay; false when its key was used before. */
export async function insertReplay(tx: Tx, replay: NewReplay): Promise<boolean> {
  const { tenantId, replayId, idempotencyKey, fingerprint, filter, reach, createdAt, total } = replay;
  const rows = await tx.sql`
    insert into positions.quarantine_replays
      (tenant_id, replay_id, idempotency_key, fingerprint, filter, reach, created_at, total)
    values (${tenantId}, ${replayId}, ${idempotencyKey}, ${fingerprint}, ${JSON.stringify(filter)}::jsonb,
      ${reach === 'all' ? null : JSON.stringify(reach)}::jsonb, ${createdAt}, ${total})
    on conflict (tenant_id, idempotency_key) do nothing
    returning replay_id`;
  return rows.length > 0;
}

/** The replay that a key was used for, with what it was asked with, or undefined. */
export async function replayByKey(
  tx: Tx,
  idempotencyKey: string,
): Promise<(QuarantineReplayRow & { fingerprint: string }) | undefined> {
  const [row] = await tx.sql<(QuarantineReplayRow & { fingerprint: string })[]>`
    select ${columns(tx.sql)}, fingerprint from positions.quarantine_replays where idempotency_key = ${idempotencyKey}`;
  return row;
}

/** Replays by their ids, as far as the reach goes. */
export function replaysById(tx: Tx, replayIds: readonly string[], reach: UnitReach): Promise<QuarantineReplayRow[]> {
  return tx.sql<QuarantineReplayRow[]>`
    select ${columns(tx.sql)} from positions.quarantine_replays
    where replay_id = any(${[...replayIds]}::uuid[]) and ${within(tx.sql, reach)}`;
}

/** One more than a page of replays within a reach, those begun last first. */
export function pageOfReplays(tx: Tx, { first, after }: Page, reach: UnitReach): Promise<QuarantineReplayRow[]> {
  const behind = after?.[0] === undefined ? tx.sql`true` : tx.sql`replay_id < ${after[0]}::uuid`;
  return tx.sql<QuarantineReplayRow[]>`
    select ${columns(tx.sql)} from positions.quarantine_replays
    where ${behind} and ${within(tx.sql, reach)} order by replay_id desc limit ${first + 1}`;
}

/** What is needed to go on with a replay. */
export interface OpenReplay {
  readonly filter: QuarantineFilter;
  readonly reach: UnitReach;
  /** Unix milliseconds; nothing received later is part of it. */
  readonly createdAt: number;
  /** How many were replayed; equal to what it was when a batch was begun unless another run did something. */
  readonly replayed: number;
  readonly total: number;
  readonly reachedAt: number | null;
  readonly reachedId: string | null;
}

/** A replay that goes on, or undefined. */
export async function openReplay(tx: Tx, replayId: string): Promise<OpenReplay | undefined> {
  const [row] = await tx.sql<(Omit<OpenReplay, 'reach'> & { reach: string[] | null })[]>`
    select filter, reach, created_at as "createdAt", replayed::int as replayed, total::int as total,
      reached_at as "reachedAt", reached_id as "reachedId"
    from positions.quarantine_replays where replay_id = ${replayId} and finished_at is null`;
  return row && { ...row, reach: row.reach ?? 'all' };
}

/** What a batch of a replay came to. */
export interface ReplayStep {
  readonly replayId: string;
  /** How many were replayed before the batch. */
  readonly before: number;
  readonly replayed: number;
  readonly accepted: number;
  readonly heard: number;
  /** How many of the batch were refused again, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  readonly reachedAt: number;
  readonly reachedId: string;
}

/** Notes a batch; false when another run went on from the same point meanwhile. */
export async function advanceReplay(tx: Tx, step: ReplayStep): Promise<boolean> {
  const rows = await tx.sql`
    update positions.quarantine_replays set
      replayed = replayed + ${step.replayed}, accepted = accepted + ${step.accepted}, heard = heard + ${step.heard},
      reached_at = ${step.reachedAt}, reached_id = ${step.reachedId},
      refused = (
        select coalesce(jsonb_object_agg(key, total), '{}') from (
          select key, sum(value::bigint) as total from (
            select * from jsonb_each_text(refused) union all
            select * from jsonb_each_text(${JSON.stringify(step.refused)}::jsonb)) as counts (key, value)
          group by key) as summed)
    where replay_id = ${step.replayId} and replayed = ${step.before} and finished_at is null
    returning replay_id`;
  return rows.length > 0;
}

/** Notes that nothing is left to replay. */
export async function finishReplay(tx: Tx, replayId: string, finishedAt: number): Promise<void> {
  await tx.sql`
    update positions.quarantine_replays set finished_at = ${finishedAt}
    where replay_id = ${replayId} and finished_at is null`;
}

/** Forgets replays that ended before an instant. */
export async function deleteReplaysEndedBefore(tx: Tx, before: number): Promise<void> {
  await tx.sql`delete from positions.quarantine_replays where finished_at < ${before}`;
}

/** Replays that were begun for no more than the reach. */
function within(sql: TxSql, reach: UnitReach) {
  return reach === 'all' ? sql`true` : sql`(reach is not null and reach <@ ${JSON.stringify(reach)}::jsonb)`;
}

function columns(sql: TxSql) {
  return sql`replay_id as "replayId", created_at as "createdAt", finished_at as "finishedAt", total::int as total,
    replayed::int as replayed, accepted::int as accepted, heard::int as heard, refused`;
}
