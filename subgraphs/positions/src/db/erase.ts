import { redactEntries, releaseName, type ConsumerTx } from '@trekker/kit';

import { DEVICES_TOPIC } from '../events.ts';
import { DEVICE } from './device-claims.ts';

/**
 * Forgets for the transaction's tenant what the devices of somebody who is erased said of themselves, and what they were
 * called: identifiers, claims, messages as they came, names of regions, secrets and keys, and all exports, which may hold any
 * of it. Positions stay. A device that was claimed is nobody's then.
 */
export async function eraseTrackers(tx: ConsumerTx, trackerIds: readonly string[]): Promise<void> {
  const { sql } = tx;
  const ids = [...trackerIds];
  const identifiers = await namesOf(tx, ids);
  await sql`delete from positions.replicas where replica = 'identifiers' and key = any(${identifiers})`;
  await sql`
    delete from positions.quarantine where tracker_id = any(${ids}::uuid[]) or identifier = any(${identifiers})`;
  await sql`
    delete from positions.raw_messages where tracker_id = any(${ids}::uuid[]) or identifier = any(${identifiers})`;
  await sql`delete from positions.region_events where tracker_id = any(${ids}::uuid[])`;
  await sql`delete from positions.payload_secrets where tracker_id = any(${ids}::uuid[])`;
  await sql`delete from positions.find_my_keys where tracker_id = any(${ids}::uuid[])`;
  await sql`delete from positions.exports`;
  await releaseClaims(tx, { ids, identifiers });
  await forgetInAnswers(tx, identifiers);
}

/** Everything the trackers were ever called, also by devices that were claimed for them. */
async function namesOf({ sql }: ConsumerTx, ids: readonly string[]): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select key as name from positions.replicas where replica = 'identifiers' and data->>'trackerId' = any(${[...ids]})
    union select identifier from positions.device_claims where tracker_id = any(${[...ids]}::uuid[])`;
  return rows.map(({ name }) => name);
}

/** Gives claimed devices back, and takes their names out of what was told of them. */
async function releaseClaims(
  tx: ConsumerTx,
  { ids, identifiers }: { ids: readonly string[]; identifiers: readonly string[] },
): Promise<void> {
  const claims = await tx.sql<{ identifier: string }[]>`
    delete from positions.device_claims
    where tracker_id = any(${[...ids]}::uuid[]) or identifier = any(${[...identifiers]}) returning identifier`;
  for (const { identifier } of claims) await releaseName(tx, { kind: DEVICE, name: identifier });
  const replacement = { identifier: '' };
  await redactEntries(tx, { topic: DEVICES_TOPIC, idField: 'identifier', ids: identifiers, replacement });
  await redactEntries(tx, { topic: DEVICES_TOPIC, idField: 'trackerId', ids, replacement });
}

/** Takes names out of answers that are kept for whoever asks again, and out of what replays were asked for. */
async function forgetInAnswers({ sql }: ConsumerTx, identifiers: readonly string[]): Promise<void> {
  const names = [...identifiers];
  // As text in JSON, without the quotes.
  const named = sql`exists (
    select from unnest(${names}::text[]) as n (name) where position(trim(both '"' from to_jsonb(name)::text) in answer::text) > 0)`;
  await sql`
    update positions.track_imports set answer = jsonb_set(answer, '{problems}', '[]') where ${named}`;
  await sql`
    update positions.quarantine_replays set filter = jsonb_set(filter, '{identifiers}', (
      select coalesce(jsonb_agg(each), '[]') from jsonb_array_elements(filter->'identifiers') as each
      where each #>> '{}' <> all(${names}::text[])))
    where jsonb_typeof(filter->'identifiers') = 'array' and filter->'identifiers' ?| ${names}::text[]`;
  // Without its text a replay would be of everything: it ends where it is.
  await sql`
    update positions.quarantine_replays set filter = jsonb_set(filter, '{text}', 'null'),
      finished_at = coalesce(finished_at, now())
    where exists (
      select from unnest(${names}::text[]) as n (name) where position(lower(name) in lower(filter->>'text')) > 0)`;
}
