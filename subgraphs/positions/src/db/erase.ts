import type { ConsumerTx } from '@trekker/kit';

/**
 * Forgets for the transaction's tenant what the devices of somebody who is erased said of themselves: identifiers, messages
 * as they came, names of regions, secrets, and all exports, which may hold any of it. Positions stay.
 */
export async function eraseTrackers({ sql }: ConsumerTx, trackerIds: readonly string[]): Promise<void> {
  const ids = [...trackerIds];
  const rows = await sql<{ key: string }[]>`
    select distinct key from positions.replicas where replica = 'identifiers' and data->>'trackerId' = any(${ids})`;
  const identifiers = rows.map(({ key }) => key);
  await sql`delete from positions.replicas where replica = 'identifiers' and key = any(${identifiers})`;
  await sql`
    delete from positions.quarantine where tracker_id = any(${ids}::uuid[]) or identifier = any(${identifiers})`;
  await sql`
    delete from positions.raw_messages where tracker_id = any(${ids}::uuid[]) or identifier = any(${identifiers})`;
  await sql`delete from positions.region_events where tracker_id = any(${ids}::uuid[])`;
  await sql`delete from positions.payload_secrets where tracker_id = any(${ids}::uuid[])`;
  await sql`delete from positions.find_my_keys where tracker_id = any(${ids}::uuid[])`;
  await sql`delete from positions.exports`;
}
