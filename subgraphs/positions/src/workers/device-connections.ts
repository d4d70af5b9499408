import { randomBytes } from 'node:crypto';

import { defineService, uuidv7, type Clock, type Database, type Logger, type Service } from '@trekker/kit';

import { endOrphans, tellConnections, type Telling } from '../actions/tell-connections.ts';
import { addressPrefix } from './address-prefix.ts';
import type { EndReason } from '../domain/end-reason.ts';
import { createHolder, type Holder } from './holder.ts';
import { createTellings, type Tellings } from './tellings.ts';

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

/** From one look for processes that are gone to the next, in milliseconds. */
const SWEEP_MS = 5_000;

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
  const tell = (tenantId: string, told: readonly Telling[]) =>
    tellConnections(database, { tenantId, holder: holder.number, told });
  const tellings = createTellings(tell, log);
  const sweeper = createSweeper({ database, holder, log });
  const open = new Set<DeviceConnection>();
  return {
    ...defineService({
      name: 'device connections',
      async start() {
        await holder.start();
        await sweeper.sweep();
      },
      async stop() {
        for (const connection of open) connection.closed('LISTENER_STOPPED');
        sweeper.stop();
        await tellings.stop();
        await holder.stop();
      },
    }),
    opened: (opening) => openConnection(opening, { tellings, open, openedAt: clock.now() }),
    said: ({ tenantId, trackerId, reason }) =>
      tellings.add({ kind: 'ended', tenantId, trackerId, connectionId: null, reason, received: NOTHING }),
  };
}

const NOTHING = { messages: 0, bytes: 0 };

function openConnection(
  { tenantId, trackerId, protocol, transport, remoteAddress }: Opening,
  { tellings, open, openedAt }: { tellings: Tellings; open: Set<DeviceConnection>; openedAt: number },
): DeviceConnection {
  const about = { tenantId, trackerId, connectionId: uuidv7(openedAt) };
  const received = { ...NOTHING };
  const connection: DeviceConnection = {
    count({ messages, bytes }) {
      received.messages += messages;
      received.bytes += bytes;
    },
    closed(reason) {
      if (open.delete(connection)) tellings.add({ kind: 'ended', ...about, reason, received });
    },
  };
  open.add(connection);
  const way = { protocol, transport, address: addressPrefix(remoteAddress) };
  tellings.add({ kind: 'opened', ...about, way, openedAt });
  return connection;
}

/** Looks again and again for processes that are gone. */
function createSweeper({ database, holder, log }: { database: Database; holder: Holder; log: Logger }) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function sweep(): Promise<void> {
    try {
      await endOrphans(database, holder);
    } catch (failure) {
      if (!stopped)
        log.warn({ err: failure }, 'connections of processes that are gone could not be ended; trying again');
    }
    if (!stopped) timer = setTimeout(() => void sweep(), SWEEP_MS);
  }

  return {
    sweep,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
