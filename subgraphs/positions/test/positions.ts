import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  claimName,
  releaseName,
  MAIN_PLACEMENT,
  readConfig,
  secretName,
  createLogger,
  createLogTail,
  memoryPubSub,
  uuidv7,
  type SubgraphRequest,
  type Viewer,
} from '@trekker/kit';
import { testDatabase, testViewer } from '@trekker/kit/testing';

import { createPositions, positionsMigrations, positionsOptions, type Outside } from '../src/index.ts';

export const READER = [
  'positions:read',
  'quarantine:read',
  'quarantine:write',
  'trackers:read',
  'trackers:write',
  'devices:read',
  'devices:write',
  'filters:read',
  'filters:write',
  'feeds:read',
  'feeds:write',
];

/** Positions with its listener on a free port, on a database of its own. */
export async function startPositions(
  env: Record<string, string> = {},
  log = createLogger('error'),
  outside: Outside = {},
) {
  const postgres = await testDatabase([positionsMigrations]);
  let aheadMs = 0;
  const clock = { now: () => Date.now() + aheadMs };
  const { secret, tail } = postgres;
  const placement = { name: MAIN_PLACEMENT, address: postgres.address };
  const config = readConfig(positionsOptions, {
    TREKKER_POSITIONS_PHONE_PORT: '0',
    TREKKER_POSITIONS_DEVICES: 'false',
    TREKKER_POSITIONS_MQTT_PORT: '0',
    ...env,
  });
  const positions = createPositions(config, { placement, secret, tail, clock, log }, outside);
  await positions.start();
  // Who only answers has no door.
  const base = config.role === 'query' ? '' : `http://127.0.0.1:${positions.phonePort()}`;
  const writer = postgres.open('positions');

  async function run(
    document: string,
    { viewer = null, variables = {} }: { viewer?: Viewer | null; variables?: Record<string, unknown> } = {},
  ) {
    const answer = await positions.subgraph.execute(request(document, viewer, variables));
    // Through JSON, as it would travel.
    return JSON.parse(JSON.stringify(answer)) as {
      data: any;
      errors?: { message: string; extensions?: Record<string, unknown> }[];
    };
  }

  return {
    positions,
    postgres,
    writer,
    base,
    clock,
    run,
    /** Keeps every commit of positions waiting until the returned function is called. */
    async holdCommits(): Promise<() => Promise<void>> {
      const locked = Promise.withResolvers<void>();
      const held = Promise.withResolvers<void>();
      const holding = postgres.admin.begin(async (sql) => {
        // Held longer than the server lets an idle transaction be.
        await sql`set local idle_in_transaction_session_timeout = 0`;
        await sql`lock table positions.history in exclusive mode`;
        locked.resolve();
        await held.promise;
      });
      await locked.promise;
      return async () => {
        held.resolve();
        await holding;
      };
    },
    /** Resolves once some commit waits for `holdCommits`. */
    async commitWaits(): Promise<void> {
      for (;;) {
        const waiting = await postgres.admin`
          select 1 from pg_locks
          where relation = 'positions.history'::regclass and not granted
            -- Databases of one template number their tables alike.
            and database = (select oid from pg_database where datname = current_database())`;
        if (waiting.length) return;
        await sleep(20);
      }
    },
    /** Moves the service's clock ahead of the machine's. */
    advance: (ms: number) => void (aheadMs += ms),
    /** A tenant with an open door and a way to add trackers, as `tenancy` and `trackers` would tell of them. */
    async tenant() {
      const tenantId = uuidv7();
      const token = randomBytes(24).toString('base64url');
      await writer.withTenant(tenantId, async (tx) => {
        await claimName(tx, { kind: 'tenant', name: `t-${tenantId}`, entityId: tenantId });
        await claimName(tx, { kind: 'door', name: secretName(token), entityId: uuidv7() });
      });
      return {
        tenantId,
        token,
        door: `${base}/i/${token}`,
        closeDoor: () =>
          writer.withTenant(tenantId, (tx) => releaseName(tx, { kind: 'door', name: secretName(token) })),
        viewer: (units: readonly string[] | null = null) => testViewer(tenantId, READER, { units }),
        async tracker(identifier: string, unitId: string | null = null) {
          const trackerId = uuidv7();
          const payload = { trackerId, name: identifier, unitId, identifiers: [identifier] };
          await writer.withTenant(tenantId, async (tx) =>
            tx.publish({ topic: 'trackers', subject: tenantId, type: 'tracker-added', payload }),
          );
          return trackerId;
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await positions.stop();
      await postgres[Symbol.asyncDispose]();
    },
  };
}

/** Positions that only takes fixes in, as in another process over the same database: nobody tells it of anything. */
export async function startIntakeBeside({ postgres, clock }: TestPositions, env: Record<string, string> = {}) {
  const tail = createLogTail(memoryPubSub());
  const config = readConfig(positionsOptions, {
    TREKKER_POSITIONS_PHONE_PORT: '0',
    TREKKER_POSITIONS_DEVICES: 'false',
    TREKKER_POSITIONS_MQTT_PORT: 'off',
    TREKKER_POSITIONS_ROLE: 'intake',
    ...env,
  });
  const placement = { name: MAIN_PLACEMENT, address: postgres.address };
  const log = createLogger('error');
  const positions = createPositions(config, { placement, secret: postgres.secret, tail, clock, log });
  await positions.start();
  const base = config.role === 'query' ? '' : `http://127.0.0.1:${positions.phonePort()}`;
  return Object.assign(positions, { base });
}

export type TestPositions = Awaited<ReturnType<typeof startPositions>>;

/** A request to the subgraph. */
export function request(
  document: string,
  viewer: Viewer | null,
  variables: Record<string, unknown> = {},
): SubgraphRequest {
  return { document, variables, viewer, requestId: 'test', signal: new AbortController().signal };
}

/** Posts positions and gives back status and answer. */
export async function post(door: string, positions: readonly object[], init: RequestInit = {}) {
  const response = await fetch(`${door}/v1/positions`, {
    method: 'POST',
    body: JSON.stringify({ positions }),
    ...init,
  });
  const text = await response.text();
  return { status: response.status, answer: text.startsWith('{') ? (JSON.parse(text) as Answer) : text };
}

interface Answer {
  accepted: number;
  duplicates: number;
  rejected: { index: number; code: string; message: string }[];
}

/** Where a tracker was at so many seconds past a full hour of today. */
export function fix(tracker: string, second: number, changes: Record<string, unknown> = {}) {
  const time = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000 + second * 1_000).toISOString();
  return { tracker, time, latitude: 52.5 + second / 10_000, longitude: 13.4, ...changes };
}
