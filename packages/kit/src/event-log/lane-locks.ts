import type { Session } from '../database/database.ts';
import { SHARED, type Head } from './entry.ts';
import { partitionOf } from './topic.ts';

/** Number of lanes a projection's heads are spread over; each lane has one consumer in the whole installation. */
export const LANES = 16;

/** The locks by which the processes of a projection share its lanes, on one session. They end with its connection. */
export interface LaneLocks {
  /** Takes part; done once on a connection. */
  join(): Promise<void>;
  /** How many processes take part, by what {@link countMembers} found. */
  members(counted: Members): number;
  /** Takes free lanes out of some, at most `limit`; returns those it got. */
  take(lanes: readonly number[], limit: number): Promise<number[]>;
  giveBack(lanes: readonly number[]): Promise<void>;
}

/** Stands beside the lanes of a projection; every process that takes part holds it, none alone. */
const MEMBERSHIP = LANES;

/** The lane of a head: its partition where all tenants share the topic, else by its tenant. */
export function laneOf(head: Head): number {
  return head.tenantId === SHARED ? head.partition % LANES : partitionOf(head.tenantId, head.topic, LANES);
}

/** The locks of one projection. */
export function laneLocks({ sql }: Session, projection: string): LaneLocks {
  const key = lockNumber(projection);
  return {
    join: async () => void (await sql`select pg_advisory_lock_shared(${key}::int, ${MEMBERSHIP}::int)`),
    members: (counted) => Math.max(1, counted.get(key >>> 0) ?? 1),
    async take(lanes, limit) {
      // Rows are looked at one by one until the limit, so no lock is taken beyond it.
      const rows = await sql<{ lane: number }[]>`
        select lane from unnest(${[...lanes]}::int[]) as lane
        where pg_try_advisory_lock(${key}::int, lane) limit ${limit}`;
      return rows.map(({ lane }) => lane);
    },
    giveBack: async (lanes) =>
      void (await sql`select pg_advisory_unlock(${key}::int, lane) from unnest(${[...lanes]}::int[]) as lane`),
  };
}

/** How many processes take part in each projection, by the number of its locks. */
export type Members = ReadonlyMap<number, number>;

/** Counts who takes part in all projections at once: it costs a look at every lock of the installation. */
export async function countMembers({ sql }: Session): Promise<Members> {
  const rows = await sql<{ key: number; count: number }[]>`
    select classid::bigint as key, count(*) from pg_locks
    where locktype = 'advisory' and granted and objsubid = 2
      and database = (select oid from pg_database where datname = current_database()) and objid = ${MEMBERSHIP}::oid
    group by classid`;
  return new Map(rows.map(({ key, count }) => [key, count]));
}

/** FNV-1a over the name, as a signed 32-bit number. */
function lockNumber(name: string): number {
  let hash = 0x811c9dc5;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
