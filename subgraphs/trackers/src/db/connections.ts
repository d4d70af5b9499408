import type { Page, Tx } from '@trekker/kit';
import { inArray } from 'drizzle-orm';

import type { ConnectionNote } from '../domain/follow-signs.ts';
import type { DeviceSessionRow } from './rows.ts';
import { connections } from './tables.ts';

/** What became of a connection of a tracker. */
export type TrackerConnectionNote = ConnectionNote & { readonly trackerId: string };

/**
 * Notes in their order what became of connections of the current tenant; the first end of one counts, what came on it is
 * told by whoever held it. Lets go of what ended longer than `keptMs` before the newest.
 */
export async function noteConnections(tx: Tx, notes: readonly TrackerConnectionNote[], keptMs: number): Promise<void> {
  if (!notes.length) return;
  const started = JSON.stringify(
    notes.flatMap((note) =>
      note.kind === 'started' ? { ...note, ...note.way, at: new Date(note.at).toISOString() } : [],
    ),
  );
  await tx.sql`
    insert into trackers.connections (tenant_id, tracker_id, connection_id, started_at, protocol, transport, address)
    select t.tenant_id, t.tracker_id, c."connectionId", c.at, c.protocol, c.transport, c.address
    from jsonb_to_recordset(${started}::jsonb) as c
      ("trackerId" uuid, "connectionId" uuid, at timestamptz, protocol text, transport text, address text)
    join trackers.trackers t on t.tracker_id = c."trackerId"
    on conflict do nothing`;
  const ended = JSON.stringify(endsIn(notes));
  await tx.sql`
    update trackers.connections c set
      ended_at = coalesce(c.ended_at, greatest(c.started_at, e.at)), end_reason = coalesce(c.end_reason, e.reason),
      messages = greatest(c.messages, e.messages), bytes = greatest(c.bytes, e.bytes)
    from jsonb_to_recordset(${ended}::jsonb) as e
      ("trackerId" uuid, "connectionId" uuid, at timestamptz, reason text, messages bigint, bytes bigint)
    where c.tracker_id = e."trackerId" and c.connection_id = e."connectionId"`;
  const newest = notes.reduce((last, { at }) => Math.max(last, at), 0);
  await tx.sql`
    delete from trackers.connections
    where tracker_id = any(${[...new Set(notes.map(({ trackerId }) => trackerId))]}::uuid[])
      and started_at < ${newest - keptMs} and ended_at < ${newest - keptMs}`;
}

/** One end of each connection: the first that was told, with the most that was counted. */
function endsIn(notes: readonly TrackerConnectionNote[]) {
  const ends = new Map<string, { at: string; messages: number; bytes: number }>();
  for (const note of notes) {
    if (note.kind !== 'ended') continue;
    const { at, messages, bytes } = note;
    const before = ends.get(note.connectionId) ?? { ...note, at: new Date(at).toISOString() };
    const counted = { messages: Math.max(before.messages, messages), bytes: Math.max(before.bytes, bytes) };
    ends.set(note.connectionId, { ...before, ...counted });
  }
  return [...ends.values()];
}

/** One more than a page of a tracker's connections that share an instant with `[from, to)`, the latest first. */
export async function pageOfConnections(
  tx: Tx,
  { trackerId, from, to, page }: { trackerId: string; from: number; to: number; page: Page },
): Promise<DeviceSessionRow[]> {
  const [at, id] = page.after ?? [];
  const behind =
    at === undefined
      ? tx.sql``
      : tx.sql`and (started_at, connection_id) < (${Number(at)}::timestamptz, ${id ?? ''}::uuid)`;
  return tx.sql<DeviceSessionRow[]>`
    select tenant_id as "tenantId", tracker_id as "trackerId", connection_id as "connectionId", started_at as "startedAt",
      ended_at as "endedAt", end_reason as "endReason", protocol, transport, address, messages, bytes
    from trackers.connections
    where tracker_id = ${trackerId} and started_at < ${to} and (ended_at is null or ended_at > ${from} or started_at >= ${from})
      ${behind}
    order by started_at desc, connection_id desc limit ${page.first + 1}`;
}

/** Connections of the current tenant by their ids. */
export function connectionsById(tx: Tx, ids: string[]): Promise<DeviceSessionRow[]> {
  return tx.db.select().from(connections).where(inArray(connections.connectionId, ids));
}

/** Forgets all connections of these trackers. */
export async function forgetConnections(tx: Tx, trackerIds: readonly string[]): Promise<void> {
  await tx.sql`delete from trackers.connections where tracker_id = any(${[...trackerIds]}::uuid[])`;
}
