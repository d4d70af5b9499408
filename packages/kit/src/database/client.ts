import { lostConnection, openLine, type Line } from './line.ts';
import { openPool, type Pool, type PoolOptions } from './pool.ts';

/** One connection to the database, opened when it is first used and closed while idle; for one user at a time. */
export interface Client {
  readonly sql: Pool;
  /** Rejects when the connection is lost; statements that were not sent yet hear of it nowhere else. */
  readonly lost: Promise<never>;
  /** Whether its connection was lost. Then whatever its user still asks of it fails, and nobody else may have it. */
  readonly isLost: () => boolean;
  /** Ends it, at the latest after `timeoutSeconds`; statements under way then fail. */
  end(timeoutSeconds: number): Promise<void>;
}

/** Prepares a client. */
export function openClient(options: Omit<PoolOptions, 'max' | 'socket'>): Client {
  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => {}); // an idle client has nobody who waits for it
  let line: Line | undefined;
  let isLost = false;
  const lose = (failure: unknown) => {
    isLost = true;
    lost.reject(failure);
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
    lost: lost.promise,
    isLost: () => isLost,
    async end(timeoutSeconds) {
      await sql.end({ timeout: isLost ? 0 : timeoutSeconds });
      line?.leave();
    },
  };
}
