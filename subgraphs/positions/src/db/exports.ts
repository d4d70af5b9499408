import type { Page, Tx, TxSql, UnitReach } from '@trekker/kit';

import type { ExportFormat, ExportState } from '../domain/position-export.ts';
import { within } from './reach.ts';
import type { ExportFileRow, PositionExportRow } from './rows.ts';

/** An export to be begun. */
export interface NewExport {
  readonly tenantId: string;
  readonly exportId: string;
  readonly actor: string;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly format: ExportFormat;
  readonly from: number;
  readonly to: number;
  readonly trackerIds: readonly string[] | null;
  readonly unitIds: readonly string[] | null;
  readonly reach: UnitReach;
  readonly createdAt: number;
}

/** Begins an export, whose key must not have been used before. */
export async function insertExport(tx: Tx, wanted: NewExport): Promise<void> {
  const json = (list: readonly string[] | null) => (list === null ? null : JSON.stringify(list));
  await tx.sql`
    insert into positions.exports (tenant_id, export_id, actor, idempotency_key, fingerprint, format, from_at, to_at,
      tracker_ids, unit_ids, reach, state, created_at)
    values (${wanted.tenantId}, ${wanted.exportId}, ${wanted.actor}, ${wanted.idempotencyKey}, ${wanted.fingerprint},
      ${wanted.format}, ${wanted.from}, ${wanted.to}, ${json(wanted.trackerIds)}::jsonb, ${json(wanted.unitIds)}::jsonb,
      ${wanted.reach === 'all' ? null : JSON.stringify(wanted.reach)}::jsonb, 'WAITING', ${wanted.createdAt})`;
}

/** The export that an actor's key was used for, with what it was asked with, or undefined. */
export async function exportByKey(
  tx: Tx,
  { actor, idempotencyKey }: { actor: string; idempotencyKey: string },
): Promise<(PositionExportRow & { fingerprint: string }) | undefined> {
  const [row] = await tx.sql<(PositionExportRow & { fingerprint: string })[]>`
    select ${columns(tx.sql)}, fingerprint from positions.exports
    where actor = ${actor} and idempotency_key = ${idempotencyKey}`;
  return row;
}

/** Exports by their ids, of an actor; null: of anybody. */
export function exportsById(tx: Tx, exportIds: readonly string[], actor: string | null): Promise<PositionExportRow[]> {
  return tx.sql<PositionExportRow[]>`
    select ${columns(tx.sql)} from positions.exports
    where export_id = any(${[...exportIds]}::uuid[]) and ${startedBy(tx.sql, actor)}`;
}

/** One more than a page of an actor's exports, or of anybody's where that is null, those begun last first. */
export function pageOfExports(tx: Tx, { first, after }: Page, actor: string | null): Promise<PositionExportRow[]> {
  const behind = after?.[0] === undefined ? tx.sql`true` : tx.sql`export_id < ${after[0]}::uuid`;
  return tx.sql<PositionExportRow[]>`
    select ${columns(tx.sql)} from positions.exports
    where ${behind} and ${startedBy(tx.sql, actor)} order by export_id desc limit ${first + 1}`;
}

/** How many exports of the tenant wait or are being made. */
export async function countOpenExports(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*) as count from positions.exports where state in ('WAITING', 'RUNNING')`;
  return row?.count ?? 0;
}

/** Ends an export that waits or is being made, and forgets what was made of it; false when it had ended. */
export async function cancelExport(tx: Tx, exportId: string, at: number): Promise<boolean> {
  const rows = await tx.sql`
    update positions.exports set state = 'CANCELLED', finished_at = ${at}
    where export_id = ${exportId} and state in ('WAITING', 'RUNNING') returning export_id`;
  if (rows.length) await forgetContent(tx, exportId);
  return rows.length > 0;
}

/** What an export is made of. */
export interface OpenExport {
  readonly format: ExportFormat;
  readonly from: number;
  readonly to: number;
  /** Ids of trackers, in order. */
  readonly trackerIds: readonly string[];
}

/** Begins to make an export, from the beginning; null when it has ended or was cancelled. */
export async function openExport(tx: Tx, exportId: string): Promise<OpenExport | null> {
  const [row] = await tx.sql<
    {
      format: ExportFormat;
      from: number;
      to: number;
      tracker_ids: string[] | null;
      unit_ids: string[] | null;
      reach: string[] | null;
    }[]
  >`
    update positions.exports set state = 'RUNNING', progress = 0, position_count = 0
    where export_id = ${exportId} and state in ('WAITING', 'RUNNING')
    returning format, from_at as from, to_at as to, tracker_ids, unit_ids, reach`;
  if (!row) return null;
  await forgetContent(tx, exportId);
  const reach: UnitReach = row.reach ?? 'all';
  const trackerIds = await trackersOfExport(tx, { trackerIds: row.tracker_ids, unitIds: row.unit_ids, reach });
  return { format: row.format, from: row.from, to: row.to, trackerIds };
}

/** The trackers an export is of, in the order of their ids. */
export async function trackersOfExport(
  tx: Tx,
  {
    trackerIds,
    unitIds,
    reach,
  }: { trackerIds: readonly string[] | null; unitIds: readonly string[] | null; reach: UnitReach },
): Promise<string[]> {
  const trackers = await tx.sql<{ tracker_id: string }[]>`
    select tracker_id from (
      select key::uuid as tracker_id, data->>'unitId' as unit_id from positions.replicas
      where replica = 'trackers' and valid_to is null) as known
    where ${within(tx.sql, reach)}
      and ${trackerIds === null ? tx.sql`true` : tx.sql`tracker_id = any(${[...trackerIds]}::uuid[])`}
      and ${unitIds === null ? tx.sql`true` : tx.sql`unit_id = any(${[...unitIds]})`}
    order by tracker_id`;
  return trackers.map((one) => one.tracker_id);
}

/** Notes how far an export is; false when it is to be given up. */
export async function noteExport(
  tx: Tx,
  exportId: string,
  { progress, positionCount }: { progress: number; positionCount: number },
): Promise<boolean> {
  const rows = await tx.sql`
    update positions.exports set progress = ${Math.min(1, progress)}, position_count = ${positionCount}
    where export_id = ${exportId} and state = 'RUNNING' returning export_id`;
  return rows.length > 0;
}

/** Ends an export that was being made. */
export async function finishExport(
  tx: Tx,
  exportId: string,
  { state, problem, at }: { state: Extract<ExportState, 'DONE' | 'FAILED'>; problem: string | null; at: number },
): Promise<void> {
  if (state === 'FAILED') await forgetContent(tx, exportId);
  await tx.sql`
    update positions.exports set state = ${state}, problem = ${problem}, finished_at = ${at},
      progress = case when ${state} = 'DONE' then 1 else progress end
    where export_id = ${exportId} and state = 'RUNNING'`;
}

/** Forgets exports that ended before an instant. */
export async function deleteExportsEndedBefore(tx: Tx, before: number): Promise<void> {
  await tx.sql`delete from positions.exports where finished_at < ${before}`;
}

/** Files of exports, in their order. */
export function filesOfExports(tx: Tx, exportIds: readonly string[]): Promise<ExportFileRow[]> {
  return tx.sql<ExportFileRow[]>`
    select tenant_id as "tenantId", export_id as "exportId", file, name, media_type as "mediaType",
      byte_count as "byteCount", position_count as "positionCount"
    from positions.export_files where export_id = any(${[...exportIds]}::uuid[]) order by export_id, file`;
}

async function forgetContent(tx: Tx, exportId: string): Promise<void> {
  await tx.sql`delete from positions.export_chunks where export_id = ${exportId}`;
  await tx.sql`delete from positions.export_files where export_id = ${exportId}`;
}

function startedBy(sql: TxSql, actor: string | null) {
  return actor === null ? sql`true` : sql`actor = ${actor}`;
}

function columns(sql: TxSql) {
  return sql`export_id as "exportId", format, from_at as "from", to_at as "to", state, progress,
    position_count as "positionCount", problem, created_at as "createdAt", finished_at as "finishedAt"`;
}
