import { partitionOf, type Database, type NewEntry, type Tx } from '@trekker/kit';

import { connectionHolders, deleteConnections, insertConnections, takeConnectionsOf } from '../db/connections.ts';
import type { EndReason } from '../domain/end-reason.ts';
import { POSITION_PARTITIONS, POSITIONS_TOPIC, trackerConnected, trackerDisconnected } from '../events.ts';
import type { Holder } from '../workers/holder.ts';

/** Something to tell of a connection. */
export type Telling =
  | {
      readonly kind: 'opened';
      readonly tenantId: string;
      readonly trackerId: string;
      readonly connectionId: string;
      readonly way: { readonly protocol: string; readonly transport: string; readonly address: string | null };
      /** Our clock, Unix milliseconds. */
      readonly openedAt: number;
    }
  | {
      readonly kind: 'ended';
      readonly tenantId: string;
      readonly trackerId: string;
      /** Null: whichever is open. */
      readonly connectionId: string | null;
      readonly reason: EndReason;
      readonly received: { readonly messages: number; readonly bytes: number };
    };

/** Connections of dead processes that are ended in one transaction. */
const SLICE = 500;

/**
 * Tells of connections of a tenant in their order, all or none. That a connection ended is told once: a process that was
 * taken for dead says nothing of what another ended in its stead.
 */
export async function tellConnections(database: Database, tellings: TenantTellings): Promise<void> {
  await database.withTenant(tellings.tenantId, (tx) => tellOfTenant(tx, tellings));
}

interface TenantTellings {
  readonly tenantId: string;
  /** Number of the session lock of the process that holds the connections. */
  readonly holder: bigint;
  readonly told: readonly Telling[];
}

async function tellOfTenant(tx: Tx, { tenantId, holder, told }: TenantTellings): Promise<void> {
  const opened = told.filter((one) => one.kind === 'opened');
  if (opened.length)
    await insertConnections(
      tx,
      tenantId,
      opened.map((one) => ({ ...one, holder })),
    );
  const ended = told.flatMap((one) => (one.kind === 'ended' && one.connectionId !== null ? one.connectionId : []));
  const wereOpen = ended.length ? await deleteConnections(tx, ended) : new Set<string>();
  for (const one of told) {
    if (one.kind === 'ended' && one.connectionId !== null && !wereOpen.has(one.connectionId)) continue;
    tx.publish(entryOf(one));
  }
}

/** Ends the connections of processes that are gone without a word. */
export async function endOrphans(database: Database, holder: Pick<Holder, 'number' | 'ifGone'>): Promise<void> {
  const holders = await database.withConsumer(connectionHolders);
  for (const other of holders.filter((one) => one !== holder.number)) {
    await holder.ifGone(other, async () => {
      while (await endSome(database, other));
    });
  }
}

async function endSome(database: Database, holder: bigint): Promise<boolean> {
  const ended = await database.withConsumer(async (tx) => {
    const taken = await takeConnectionsOf(tx, holder, SLICE);
    const received = { messages: 0, bytes: 0 };
    for (const one of taken) tx.publish(entryOf({ kind: 'ended', ...one, reason: 'PROCESS_DIED', received }));
    return taken.length;
  });
  return ended === SLICE;
}

function entryOf(told: Telling): NewEntry {
  const { tenantId, trackerId, connectionId } = told;
  const partition = partitionOf(tenantId, trackerId, POSITION_PARTITIONS);
  const place = { topic: POSITIONS_TOPIC, partition, subject: tenantId };
  if (told.kind === 'opened') {
    const { type, version } = trackerConnected;
    return { ...place, type, version, payload: { trackerId, connectionId, ...told.way } };
  }
  const { type, version } = trackerDisconnected;
  return { ...place, type, version, payload: { trackerId, connectionId, reason: told.reason, ...told.received } };
}
