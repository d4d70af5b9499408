import type { DatabaseAddress } from '@trekker/kit';
import postgres from 'postgres';

import { connectionOptions } from '../postgres/connect.ts';
import type { Manifest } from './manifest.ts';

/** What the role that backs up may lack, and what a database lacks that is not migrated yet. */
const CANNOT = new Set(['42501', '42P01', '3F000']);

/**
 * Notes in the database up to where each head of the event log is in a backup of everything: entries go from the log only once
 * they are in one. Where the role may not write, it is said and nothing goes.
 */
export async function noteBackup(
  address: DatabaseAddress,
  { heads, takenAt }: Pick<Manifest, 'heads' | 'takenAt'>,
  say: (line: string) => void,
): Promise<void> {
  const sql = postgres({ ...connectionOptions(address), max: 1, onnotice: () => {} });
  const rows = Object.entries(heads).map(([head, next]) => {
    const [topic, tenantId, partition] = head.split('/');
    return { topic, tenant_id: tenantId, partition: Number(partition), offset: next - 1 };
  });
  try {
    await sql`
      insert into log.backed_up as b (tenant_id, topic, partition, "offset", at)
      select h.tenant_id, h.topic, h.partition, h."offset", ${takenAt}::timestamptz
      from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as h (topic text, tenant_id uuid, partition smallint, "offset" bigint)
      on conflict (tenant_id, topic, partition) do update
        set "offset" = greatest(b."offset", excluded."offset"), at = excluded.at`;
  } catch (failure) {
    if (!(failure instanceof postgres.PostgresError) || !CANNOT.has(failure.code)) throw failure;
    say(`the database does not know of this backup, so its log is not trimmed by it: ${failure.message}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
