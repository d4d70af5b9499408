import { randomBytes } from 'node:crypto';

import { defineService, uuidv7, type Clock, type Database, type Logger, type Service } from '@trekker/kit';

import { endOrphans, tellConnections, type Telling } from '../actions/tell-connections.ts';
import { addressPrefix } from '../domain/address-prefix.ts';
import type { EndReason } from '../domain/end-reason.ts';
import { createHolder } from './holder.ts';

/** Who opened a connection, and how. */
export interface Opening {
  readonly tenantId: string;
  readonly trackerId: string;
  /** For example `gt06` or `owntracks`. */
  readonly protocol: string;
  readonly transport: 'tcp' | 'mqtt';
  readonly remoteAddress: string;
}

/** A connection of a tracker that is open. */
export interface DeviceConnection {
  /** Counts what was received on it. */
  count(received: { messages: number; bytes: number }): void;
  /** It ended; only the first call counts. */
  closed(reason: EndReason): void;
}

/**
 * Tells the log which trackers are connected. Telling never fails and holds nobody up: it is gathered and written behind,
 * again and again while the database does not answer. What this process leaves open when it dies another one ends.
 */
export interface DeviceConnections extends Service {
  opened(opening: Opening): DeviceConnection;
  /** Somebody else said that a tracker is gone: whichever connection it has is over. */
  said(gone: { tenantId: string; trackerId: string; reason: EndReason }): void;
}

/** From something to tell to the telling, in milliseconds. */
const GATHER_MS = 50;
/** From a failed try to the next one, and from one look for dead processes to the next, in milliseconds. */
const AGAIN_MS = 1_000;
const SWEEP_MS = 5_000;
/** Most that is told in one transaction, and most that waits while the database does not answer; more is not told. */
const MOST_AT_ONCE = 500;
const MOST_WAITING = 100_000;

/** The connections of one process. */
export function createDeviceConnections({
  database,
  clock,
  log,
}: {
  database: Database;
  clock: Clock;
  log: Logger;
}): DeviceConnections {
  const holder = createHolder(database, randomBytes(8).readBigInt64BE(0));
  const waiting: Telling[] = [];
  const open = new Set<DeviceConnection>();
  let timer: NodeJS.Timeout | undefined;
  let sweeper: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  let stopped = false;

  function tell(telling: Telling): void {
    if (waiting.length >= MOST_WAITING) return;
    waiting.push(telling);
    if (!stopped) timer ??= setTimeout(flushSoon, GATHER_MS);
  }

  function flushSoon(): void {
    working = working.then(async () => {
      const again = !(await flush());
      timer = again && !stopped ? setTimeout(flushSoon, AGAIN_MS) : undefined;
    });
  }

  /** False when the database did not answer; what was not told waits. */
  async function flush(): Promise<boolean> {
    while (waiting.length) {
      const batch = waiting.slice(0, MOST_AT_ONCE);
      try {
        await tellConnections(database, holder.number, batch);
      } catch (failure) {
        log.warn({ err: failure }, 'connections of trackers could not be told; trying again');
        return false;
      }
      waiting.splice(0, batch.length);
    }
    return true;
  }

  async function sweep(): Promise<void> {
    try {
      await endOrphans(database, holder);
    } catch (failure) {
      log.warn({ err: failure }, 'connections of processes that are gone could not be ended; trying again');
    }
    if (!stopped) sweeper = setTimeout(() => void sweep(), SWEEP_MS);
  }

  return {
    ...defineService({
      name: 'device connections',
      async start() {
        await holder.start();
        await sweep();
      },
      async stop() {
        for (const connection of open) connection.closed('LISTENER_STOPPED');
        stopped = true;
        clearTimeout(timer);
        clearTimeout(sweeper);
        await working;
        await flush();
        await holder.stop();
      },
    }),
    opened({ tenantId, trackerId, protocol, transport, remoteAddress }) {
      const connectionId = uuidv7(clock.now());
      const received = { messages: 0, bytes: 0 };
      const way = { protocol, transport, address: addressPrefix(remoteAddress) };
      const about = { tenantId, trackerId, connectionId };
      tell({ kind: 'opened', ...about, way, openedAt: clock.now() });
      const connection: DeviceConnection = {
        count({ messages, bytes }) {
          received.messages += messages;
          received.bytes += bytes;
        },
        closed(reason) {
          if (open.delete(connection)) tell({ kind: 'ended', ...about, reason, received });
        },
      };
      open.add(connection);
      return connection;
    },
    said: ({ tenantId, trackerId, reason }) =>
      tell({ kind: 'ended', tenantId, trackerId, connectionId: null, reason, received: { messages: 0, bytes: 0 } }),
  };
}
