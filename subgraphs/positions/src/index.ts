import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  createLeases,
  createSubgraph,
  openDatabase,
  runProjection,
  serviceGroup,
  type Measure,
  type Migrations,
  type Service,
  type Subgraph,
  type SubgraphDependencies,
} from '@trekker/kit';

import type { PositionsConfig } from './config.ts';
import { claimForTenant } from './actions/claim-device.ts';
import { createContext } from './context.ts';
import type { DeviceAttempt } from './db/device-attempts.ts';
import { createRateLimit } from './domain/rate-limit.ts';
import { resolvers } from './resolvers/index.ts';
import { createDeviceAttempts } from './workers/device-attempts.ts';
import { createDeviceListeners } from './workers/device-listener/device-listeners.ts';
import type { DevicePort } from './workers/device-listener/open-port.ts';
import { createDevices } from './workers/devices.ts';
import { createDoors } from './workers/doors.ts';
import { createIdentities } from './workers/identities.ts';
import { keepPartitions } from './workers/keep-partitions.ts';
import { createLatestChanges } from './workers/latest-changes.ts';
import { latestProjection } from './workers/latest-projection.ts';
import { createListener } from './workers/listener/listener.ts';
import { createMqttListener } from './workers/mqtt/mqtt-listener.ts';
import { createPartitionWriters } from './workers/partition-writers.ts';
import { createPayloadSecrets } from './workers/payload-secrets.ts';
import { createReplicas } from './workers/replicas.ts';
import { createTrackImporter } from './workers/track-import/track-importer.ts';

export { positionsOptions, type PositionsConfig } from './config.ts';
export type { DeviceAttempt } from './db/device-attempts.ts';
export { devicePorts } from './workers/device-listener/device-ports.ts';
export type { DevicePort } from './workers/device-listener/open-port.ts';

/** Where the SQL files of positions lie. */
export const positionsMigrations: Migrations = {
  service: 'positions',
  folder: join(import.meta.dirname, '../migrations'),
};

/** Device listeners, intake, the position log, history, newest positions and live streams. */
export interface Positions extends Service {
  readonly subgraph: Subgraph;
  /** Port on which phones are listened to; only while started, and where the role has it listen. */
  phonePort(): number;
  /** Ports on which trackers are listened to; empty before the start, and where the role does not listen. */
  devicePorts(): readonly DevicePort[];
  /** What it counts for `/metrics`. */
  readonly measures: readonly Measure[];
  /** For operators: devices that reported and are nobody's, those heard last first; at most 500. */
  deviceAttempts(): Promise<readonly DeviceAttempt[]>;
  /** For operators: claims a device for a tenant, heard or not. False when it is somebody's already. */
  claimDevice(tenantId: string, identifier: string): Promise<boolean>;
  /** Port of the MQTT broker; null where there is none, also because the port was taken. */
  mqttPort(): number | null;
  /** Waits until everything in the log has been derived from; false after `timeoutMs`. */
  caughtUp(timeoutMs: number): Promise<boolean>;
}

/** Messages of unknown trackers that a tenant may leave in quarantine. */
const UNKNOWN_LIMIT = { burst: 100, perMinute: 60 };
/** Messages that a known tracker may leave in quarantine; far more than a phone gathers in a day without a network. */
const KNOWN_LIMIT = { burst: 1_000, perMinute: 60, keys: 100_000 };

/** Repeats of a tracker that count as a sign of life; less often than a tracker is taken for silent. */
const REPEAT_LIMIT = { burst: 1, perMinute: 2, keys: 100_000 };

/** Devices that a tenant may try to claim; whoever guesses identifiers does not get far. */
const CLAIM_LIMIT = { burst: 30, perMinute: 30 };
/** Most attempts of unknown devices that are shown. */
const MOST_ATTEMPTS = 500;

/** Builds positions on a migrated database. */
export function createPositions(config: PositionsConfig, dependencies: SubgraphDependencies): Positions {
  const { placement, secret, tail, clock, log } = dependencies;
  const database = openDatabase({
    service: 'positions',
    address: placement.address,
    secret,
    log,
    tail,
    maxConnections: 8,
  });
  const leases = createLeases(database, log);
  const changes = createLatestChanges({ database, clock, log, tail });
  const { identifiers, trackers } = createReplicas();
  const running = { schema: 'positions', database, tail, leases, clock, log };
  const runners = {
    identifiers: runProjection(identifiers.projection, running),
    trackers: runProjection(trackers.projection, running),
    latest: runProjection(latestProjection(changes), running),
  };
  const writers = createPartitionWriters({ database, gatherMs: config.gatherMs, maxWaiting: config.maxWaiting, log });
  const identities = createIdentities({ database, identifiers, runner: runners.identifiers, clock });
  const limits = {
    unknownLimit: createRateLimit(UNKNOWN_LIMIT),
    knownLimit: createRateLimit(KNOWN_LIMIT),
    repeatLimit: createRateLimit(REPEAT_LIMIT),
  };
  const secretKey = secret.derive('positions payload secrets');
  const secrets = createPayloadSecrets({ database, identities, key: secretKey });
  const intake = { database, identities, writers, secrets, ...limits };
  const doors = createDoors({ database, clock, openSlug: config.openTenant });
  const importer = createTrackImporter({ intake, clock });
  const listening = { intake, importer, config, clock };
  const listener = createListener({ listening, doors, log });
  const mqtt = createMqttListener({ listening, doors, log });
  const attempts = createDeviceAttempts({ database, clock });
  const devices = createDevices({ database, clock });
  const trackerListeners = createDeviceListeners({ config, intake, devices, attempts, clock, log });
  const claimLimit = createRateLimit(CLAIM_LIMIT);
  const all = Object.values(runners);
  const subgraph = createSubgraph({
    name: 'positions',
    sdl: readFileSync(new URL(import.meta.resolve('@trekker/schema/positions.graphql')), 'utf8'),
    resolvers,
    context: (request) => createContext({ database, intake, importer, changes, claimLimit, clock, secretKey }, request),
    projections: all,
    clock,
    log,
  });
  const partitions = keepPartitions({ database, daysAhead: config.partitionDaysAhead, clock, log });
  const deriving = [leases, ...all, changes];
  // Replaying from quarantine appends as well.
  const roles = {
    all: [...deriving, writers, trackerListeners, listener, mqtt],
    intake: [writers, trackerListeners, listener, mqtt],
    query: [...deriving, writers],
  };
  return {
    ...serviceGroup('positions', [database, partitions, ...roles[config.role]]),
    subgraph,
    phonePort: () => listener.port(),
    devicePorts: () => trackerListeners.ports(),
    measures: trackerListeners.measures,
    deviceAttempts: () => attempts.newest(MOST_ATTEMPTS),
    async claimDevice(tenantId, identifier) {
      const wanted = { tenantId, identifier, now: clock.now() };
      return (await database.withTenant(tenantId, (tx) => claimForTenant(tx, wanted))).result !== null;
    },
    mqttPort: () => mqtt.port(),
    caughtUp: async (timeoutMs) => (await Promise.all(all.map((runner) => runner.caughtUp(timeoutMs)))).every(Boolean),
  };
}
