import type { Database, Session } from '../database/database.ts';
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
  /** Takes every lane that is free. Called once a second by each runner. */
  refresh(projection: string): Promise<void>;
}

/** Leases of one service, all on one connection. When that is lost every lane is, and is asked for anew. */
export function createLeases(database: Database, log: Logger): Leases {
  const held = new Map<string, Set<number>>();
  let session: Session | undefined;
  let stopped = false;

  function lost(): void {
    if (stopped) return;
    held.clear();
    log.warn({}, 'the session that holds the leases was lost');
  }

  return {
    ...defineService({
      name: 'leases',
      start: async () => {},
      async stop() {
        stopped = true;
        held.clear();
        await session?.end();
      },
    }),
    holds: (projection, lane) => held.get(projection)?.has(lane) ?? false,
    async refresh(projection) {
      if (stopped) return;
      session ??= database.openSession(lost);
      const mine = held.get(projection) ?? new Set<number>();
      const missing = Array.from({ length: LANES }, (_, lane) => lane).filter((lane) => !mine.has(lane));
      if (!missing.length) return;
      held.set(projection, mine);
      const rows = await session.sql<{ lane: number; got: boolean }[]>`
        select lane, pg_try_advisory_lock(${lockNumber(projection)}::int, lane) as got
        from unnest(${missing}::int[]) as lane`;
      // Lost while it answered: what it told is true of a connection that is gone.
      if (held.get(projection) !== mine) return;
      for (const row of rows) if (row.got) mine.add(row.lane);
    },
  };
}

/** FNV-1a over the name, as a signed 32-bit number. */
function lockNumber(name: string): number {
  let hash = 0x811c9dc5;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
