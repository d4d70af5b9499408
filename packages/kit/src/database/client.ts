import { lostConnection, openLine, type Line } from './line.ts';
import { openPool, type Pool, type PoolOptions } from './pool.ts';

/** One connection to the database, opened when it is first used and closed while idle; for one user at a time. */
export interface Client {
  readonly sql: Pool;
  /**
   * Calls `listener` when the connection is lost, at once if it is so already; statements that were not sent yet hear of it
   * nowhere else. Returns how to stop. (A promise that waits as long as the client would keep what every user waited for.)
   */
  onLost(listener: (failure: unknown) => void): () => void;
  /** Whether its connection was lost. Then whatever its user still asks of it fails, and nobody else may have it. */
  readonly isLost: () => boolean;
  /** Ends it, at the latest after `timeoutSeconds`; statements under way then fail. */
  end(timeoutSeconds: number): Promise<void>;
}

/** Prepares a client. */
export function openClient(options: Omit<PoolOptions, 'max' | 'socket'>): Client {
  const listeners = new Set<(failure: unknown) => void>();
  let line: Line | undefined;
  let isLost = false;
  let lostBy: unknown;
  const lose = (failure: unknown) => {
    isLost = true;
    lostBy = failure;
    for (const listener of listeners) listener(failure);
  };
  const socket = async () => {
    try {
      line = await openLine(options.address, () => lose(lostConnection()));
      return line.socket;
    } catch (failure) {
      lose(failure);
      throw failure;
    }
  };
  const sql = openPool({ ...options, max: 1, socket });
  return {
    sql,
    onLost(listener) {
      if (isLost) listener(lostBy);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isLost: () => isLost,
    async end(timeoutSeconds) {
      await sql.end({ timeout: isLost ? 0 : timeoutSeconds });
      line?.leave();
    },
  };
}
