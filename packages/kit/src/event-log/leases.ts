import type { ReservedSql } from 'postgres';

import type { Database } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import { defineService, type Service } from '../service.ts';

/** Number of lanes a projection's heads are spread over; each lane has one consumer in the whole installation. */
export const LANES = 16;

/**
 * Which lanes this process consumes. A lane is held by a session lock of PostgreSQL, so it is free again the moment
 * its holder's connection ends. Holding is a matter of order, not of safety: a holder that was paused and lost its
 * lane is stopped by its checkpoint (see `commitCheckpoint`).
 */
export interface Leases extends Service {
  /** Whether this process consumes a lane of a projection. */
  holds(projection: string, lane: number): boolean;
  /** Takes every lane that is free. Called once a second by each runner; notices a lost connection. */
  refresh(projection: string): Promise<void>;
}

/** Leases of one service, all on one connection. */
export function createLeases(database: Database, log: Logger): Leases {
  const held = new Map<string, Set<number>>();
  let session: Promise<ReservedSql> | undefined;

  async function refresh(projection: string): Promise<void> {
    session ??= database.reserveSession();
    const mine = held.get(projection) ?? new Set<number>();
    held.set(projection, mine);
    const missing = Array.from({ length: LANES }, (_, lane) => lane).filter((lane) => !mine.has(lane));
    try {
      const sql = await session;
      const rows = await sql<{ lane: number; got: boolean }[]>`
        select lane, pg_try_advisory_lock(${lockNumber(projection)}::int, lane) as got
        from unnest(${missing}::int[]) as lane`;
      for (const row of rows) if (row.got) mine.add(row.lane);
    } catch (failure) {
      log.warn({ err: failure, projection }, 'the session that holds the leases was lost');
      held.clear();
      session = undefined;
      throw failure;
    }
  }

  return {
    ...defineService({
      name: 'leases',
      start: async () => {},
      async stop() {
        held.clear();
        const sql = await session?.catch(() => undefined);
        session = undefined;
        if (!sql) return;
        await sql`select pg_advisory_unlock_all()`.catch(() => undefined); // the connection is gone: so are its locks
        sql.release();
      },
    }),
    holds: (projection, lane) => held.get(projection)?.has(lane) ?? false,
    refresh,
  };
}

/** FNV-1a over the name, as a signed 32-bit number. */
function lockNumber(name: string): number {
  let hash = 0x811c9dc5;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
