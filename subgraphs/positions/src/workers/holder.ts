import type { Database, Session } from '@trekker/kit';

/** Says that this process lives, by a session lock that ends with it, and finds out which others do not. */
export interface Holder {
  /** Number of the lock. */
  readonly number: bigint;
  start(): Promise<void>;
  /** Runs `fn` when the process behind a lock is gone; false when it is not, or another process sees to it. */
  ifGone(holder: bigint, fn: () => Promise<void>): Promise<boolean>;
  stop(): Promise<void>;
}

/** From one sign of life on the session to the next, in milliseconds; the server ends one that is silent for much longer. */
const BEAT_MS = 1_000;

/** Holds the lock of a number for as long as the process lives; a session that was lost is opened and locked anew. */
export function createHolder(database: Database, number: bigint): Holder {
  let session: Session | undefined;
  let beat: NodeJS.Timeout | undefined;
  let isHeld = false;

  async function hold({ sql }: Session): Promise<void> {
    if (isHeld) return void (await sql`select 1`);
    await sql`select pg_advisory_lock(${String(number)}::bigint)`;
    isHeld = true;
  }

  return {
    number,
    async start() {
      const opened = database.openSession(() => (isHeld = false));
      session = opened;
      await hold(opened);
      beat = setInterval(() => void hold(opened).catch(() => {}), BEAT_MS);
    },
    async ifGone(holder, fn) {
      if (!session || holder === number) return false;
      const { sql } = session;
      const [row] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${String(holder)}::bigint) as taken`;
      if (!row?.taken) return false;
      try {
        await fn();
      } finally {
        await sql`select pg_advisory_unlock(${String(holder)}::bigint)`;
      }
      return true;
    },
    async stop() {
      clearInterval(beat);
      await session?.end();
    },
  };
}
