import { asSuperuser } from '../support/superuser.ts';
import type { KeptHead, KeptPosition, Observed } from './check-history.ts';
import { positionsOf, type LoggedEntry } from './log-reader.ts';

/** What an installation kept, read behind its back while its server runs. */
export function readHistory(dataDir: string): Promise<Pick<Observed, 'history' | 'logged' | 'heads'>> {
  return asSuperuser(dataDir, async (sql) => {
    const history = await sql<KeptPosition[]>`
      select tracker_id as "trackerId", (extract(epoch from recorded_at) * 1000)::float8 as "recordedAt",
        latitude_e7 as "latitudeE7", longitude_e7 as "longitudeE7", partition, "offset"::float8 as "offset"
      from positions.history`;
    const entries = await sql<LoggedEntry[]>`
      select partition, "offset"::float8 as "offset", body from log.entries
      where topic = 'positions' and type = 'positions' order by partition, "offset"`;
    const heads = await sql<KeptHead[]>`
      select h.topic || '/' || h.tenant_id || '/' || h.partition as name, h.next_offset::float8 as "nextOffset",
        array_agg(e."offset"::float8) filter (where e."offset" is not null) as offsets
      from log.heads h left join log.entries e using (topic, tenant_id, partition)
      group by h.topic, h.tenant_id, h.partition, h.next_offset`;
    return {
      history: [...history],
      logged: entries.flatMap(positionsOf),
      heads: heads.map((head) => ({ ...head, offsets: head.offsets ?? [] })),
    };
  });
}
