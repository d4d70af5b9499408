import type { Database, Session } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import { defineService, type Service } from '../service.ts';

/** Number of lanes a projection's heads are spread over; each lane has one consumer in the whole installation. */
export const LANES = 16;

/**
 * Which lanes this process consumes; the processes of a service share them evenly. A lane is held by a session lock of
 * PostgreSQL, so it is free again the moment its holder's connection ends, which the server sees to when the holder says
 * nothing for some seconds. Holding is a matter of order, not of safety: a holder that was paused and lost its lane is
 * stopped by its checkpoint (see `commitCheckpoint`).
 */
export interface Leases extends Service {
  /** Whether this process consumes a lane of a projection. */
  holds(projection: string, lane: number): boolean;
  /**
   * Takes free lanes up to this process's share, and gives back as many as it has too many of those that `rests` names.
   * Called once a second by each runner. Returns the lanes it gave back.
   */
  refresh(projection: string, rests: (lane: number) => boolean): Promise<readonly number[]>;
}

/** Stands among the lanes of a projection for taking part in it; held by every process that does. */
const MEMBERSHIP = LANES;
/** From one sign of life on the session to the next; the server ends a session that is silent for much longer. */
const BEAT_MS = 1_000;

/** Leases of one service, all on one connection. When that is lost every lane is, and is asked for anew. */
export function createLeases(database: Database, log: Logger): Leases {
  const held = new Map<string, Set<number>>();
  let session: Session | undefined;
  let beat: NodeJS.Timeout | undefined;
  let stopped = false;
  /** Counts connections: what is told by one that was lost meanwhile is no longer true. */
  let connection = 0;

  function lost(): void {
    connection += 1;
    if (stopped) return;
    held.clear();
    log.warn({}, 'the session that holds the leases was lost');
  }

  function openSession(): Session {
    const opened = database.openSession(lost);
    beat = setInterval(() => {
      // Without a connection there is nothing to keep alive; the next refresh opens one.
      if (held.size) opened.sql`select 1`.catch(() => {});
    }, BEAT_MS);
    return opened;
  }

  return {
    ...defineService({
      name: 'leases',
      start: async () => {},
      async stop() {
        stopped = true;
        held.clear();
        clearInterval(beat);
        await session?.end();
      },
    }),
    holds: (projection, lane) => held.get(projection)?.has(lane) ?? false,
    async refresh(projection, rests) {
      if (stopped) return [];
      session ??= openSession();
      const { sql } = session;
      const key = lockNumber(projection);
      const askedOn = connection;
      const isLost = () => connection !== askedOn || stopped;

      if (!held.has(projection)) await sql`select pg_advisory_lock_shared(${key}::int, ${MEMBERSHIP}::int)`;
      const [members] = await sql<{ count: number }[]>`
        select count(*) from pg_locks
        where locktype = 'advisory' and granted and objsubid = 2
          and database = (select oid from pg_database where datname = current_database())
          and classid = ${key >>> 0}::oid and objid = ${MEMBERSHIP}::oid`;
      if (isLost()) return [];
      const mine = held.get(projection) ?? new Set<number>();
      held.set(projection, mine);
      const share = Math.ceil(LANES / Math.max(1, members?.count ?? 1));

      const surplus = [...mine].filter(rests).slice(0, Math.max(0, mine.size - share));
      for (const lane of surplus) mine.delete(lane);
      if (surplus.length)
        await sql`select pg_advisory_unlock(${key}::int, lane) from unnest(${surplus}::int[]) as lane`;

      const missing = Array.from({ length: LANES }, (_, lane) => lane).filter((lane) => !mine.has(lane));
      const wanted = share - mine.size;
      if (wanted <= 0 || surplus.length || isLost()) return surplus;
      // Rows are looked at one by one until the limit, so no lock is taken beyond it.
      const taken = await sql<{ lane: number }[]>`
        select lane from unnest(${missing}::int[]) as lane where pg_try_advisory_lock(${key}::int, lane) limit ${wanted}`;
      if (!isLost()) for (const { lane } of taken) mine.add(lane);
      return surplus;
    },
  };
}

/** FNV-1a over the name, as a signed 32-bit number. */
function lockNumber(name: string): number {
  let hash = 0x811c9dc5;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
