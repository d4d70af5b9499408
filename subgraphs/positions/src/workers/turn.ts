import type { Database, Logger, Session } from '@trekker/kit';

/** Gives a turn to one of several processes, until that ends or loses its connection to the database. */
export interface Turn {
  /** Calls `taken` when it is this process's turn, and `lost` when it no longer is. */
  follow(on: { taken: () => void; lost: () => void }): void;
  stop(): Promise<void>;
}

/** From one try to the next, and from one sign of life on the session to the next, in milliseconds. */
const BEAT_MS = 1_000;

/** @param lock number of the lock that stands for the turn. */
export function createTurn(database: Database, lock: number, log: Logger): Turn {
  let session: Session | undefined;
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> = Promise.resolve();
  let isHeld = false;
  let isStopped = false;

  return {
    follow({ taken, lost }) {
      const lose = () => {
        if (isHeld && !isStopped) lost();
        isHeld = false;
      };

      async function beat(): Promise<void> {
        try {
          session ??= database.openSession(lose);
          const { sql } = session;
          const [row] = isHeld
            ? await sql<{ mine: boolean }[]>`select true as mine`
            : await sql<{ mine: boolean }[]>`select pg_try_advisory_lock(${lock}) as mine`;
          if (row?.mine && !isHeld && !isStopped) {
            isHeld = true;
            taken();
          }
        } catch (failure) {
          if (!isStopped) log.debug({ err: failure }, 'whose turn it is cannot be told now');
        }
        if (!isStopped) timer = setTimeout(turn, BEAT_MS);
      }

      function turn(): void {
        beating = beat();
      }
      turn();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await beating;
      await session?.end();
    },
  };
}
