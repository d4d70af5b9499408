import { packPositions, quantiseFix, type PositionRecord } from '@trekker/geo';
import {
  createLogger,
  createLogTail,
  MAIN_PLACEMENT,
  memoryPubSub,
  partitionOf,
  readConfig,
  readEntries,
  SHARED,
  uuidv7,
  type Database,
  type Entry,
  type Logger,
  type LogTail,
  type Migrations,
  type SubgraphRequest,
  type Viewer,
} from '@trekker/kit';
import { testDatabase, testViewer } from '@trekker/kit/testing';

import { PLAIN_RULES } from '../src/domain/geofence/rules.ts';
import { createGeofences, geofencesMigrations, geofencesOptions, type Geofences } from '../src/index.ts';

export const EVERYTHING = ['places:read', 'places:write', 'geofences:read', 'geofences:write', 'visits:read'];

/** A UUID that stands for nothing. */
export const NOWHERE = '01900000-0000-7000-8000-000000000000';

/** The plain rule: the first fix inside enters, the first outside leaves. */
export const PLAIN = PLAIN_RULES;

/** A square of `size` degrees whose south-western corner lies at latitude and longitude. */
export function square(latitude: number, longitude: number, size = 0.01) {
  const [south, west, north, east] = [latitude, longitude, latitude + size, longitude + size];
  const shell = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [shell] };
}

/** A position of a tracker; two at one instant differ by place. */
export function at(
  trackerId: string,
  recordedAt: number,
  { latitude, longitude, accuracy = null }: { latitude: number; longitude: number; accuracy?: number | null },
): PositionRecord {
  const measured = { latitude, longitude, accuracyMeters: accuracy, altitudeMeters: null, speedMetersPerSecond: null };
  const quantities = quantiseFix({ ...measured, headingDegrees: null, eventKind: 0 });
  const dedupe =
    BigInt(quantities.latitudeE7 + 900_000_000) * 4_000_000_000n + BigInt(quantities.longitudeE7 + 1_800_000_000);
  return { trackerId, recordedAt, dedupe, ...quantities };
}

/** Geofences on a database of its own, and a way to write what the services beside it would. */
export async function startGeofences({ start = true, log = createLogger('error'), beside = [] }: StartOptions = {}) {
  const postgres = await testDatabase([geofencesMigrations, ...beside]);
  const { secret, tail } = postgres;
  let skewMs = 0;
  const clock = { now: () => Date.now() + skewMs };
  const placement = { name: MAIN_PLACEMENT, address: postgres.address };
  const others = postgres.open('geofences');
  const made: Geofences[] = [];

  function create(own: LogTail, env: Record<string, string> = {}): Geofences {
    const config = readConfig(geofencesOptions, env);
    const geofences = createGeofences(config, { placement, secret, tail: own, clock, log });
    made.push(geofences);
    return geofences;
  }

  const geofences = create(tail);
  if (start) await geofences.start();

  async function run(
    document: string,
    { viewer = null, variables = {}, on = geofences }: RunOptions = {},
  ): Promise<Answer> {
    return JSON.parse(JSON.stringify(await on.subgraph.execute(request(document, viewer, variables)))) as Answer;
  }

  return {
    geofences,
    postgres,
    others,
    /** Another process of the same service: it remembers nothing of what this one wrote. */
    elsewhere: (env?: Record<string, string>) => create(createLogTail(memoryPubSub()), env),
    run,
    /** Moves the service's clock. */
    skew: (ms: number) => void (skewMs = ms),
    /** A viewer of a tenant of its own who may do everything. */
    tenant: (units: readonly string[] | null = null) => testViewer(uuidv7(), EVERYTHING, { units }),
    /** Runs a mutation with an input and gives back its payload. */
    async change(viewer: Viewer, field: string, selection: string, input: Record<string, unknown>) {
      const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
      const document = `mutation M($input: ${type}!) { ${field}(input: $input) { ${selection} userErrors { field code message params { name value } } } }`;
      const { data, errors } = await run(document, { viewer, variables: { input } });
      if (errors) throw new Error(JSON.stringify(errors));
      return data[field];
    },
    /** A geofence with the plain rule; its id. */
    async fence(viewer: Viewer, input: Record<string, unknown>): Promise<string> {
      const whole = { name: 'Yard', kind: 'WORK_ZONE', rules: PLAIN, validFrom: '2000-01-01T00:00:00Z', ...input };
      const made = await this.change(viewer, 'createGeofence', 'geofence { id }', whole);
      if (!made.geofence) throw new Error(JSON.stringify(made.userErrors));
      return made.geofence.id;
    },
    send: (tenantId: string, records: readonly PositionRecord[]) => send(others, tenantId, records),
    /** What `trackers` would tell. */
    async tell(tenantId: string, type: string, payload: Record<string, unknown>) {
      await others.withTenant(tenantId, async (tx) =>
        tx.publish({ topic: 'trackers', subject: tenantId, type, payload }),
      );
    },
    /** What was published on a topic of the tenant, apart from who carries what and how far trackers have come. */
    async published(tenantId: string, topic: string): Promise<Entry[]> {
      const besides = [
        'trackers-reached',
        'coverage-changed',
        ...(topic === 'person-visits' ? ['assignment-changed'] : []),
      ];
      return (await this.log(tenantId, topic)).filter(({ type }) => !besides.includes(type));
    },
    /** Everything that was published on a topic of the tenant. */
    async log(tenantId: string, topic: string): Promise<Entry[]> {
      const head = { topic, tenantId, partition: 0 };
      return others.withConsumer((tx) => readEntries(tx.sql, head, { after: -1, limit: 100_000 }));
    },
    /** The tenant's control entries in each partition of positions. */
    async controls(tenantId: string): Promise<Entry[][]> {
      const heads = Array.from({ length: 16 }, (_, partition) => ({ topic: 'positions', tenantId: SHARED, partition }));
      const all = await Promise.all(
        heads.map((head) => others.withConsumer((tx) => readEntries(tx.sql, head, { after: -1, limit: 10_000 }))),
      );
      return all.map((entries) => entries.filter(({ kind, subject }) => kind === 'control' && subject === tenantId));
    },
    async caughtUp(on: Geofences = geofences) {
      if (!(await on.caughtUp(20_000))) throw new Error('geofences did not catch up');
    },
    async [Symbol.asyncDispose]() {
      for (const one of made) await one.stop();
      await postgres[Symbol.asyncDispose]();
    },
  };
}

interface StartOptions {
  /** Whether the service runs from the beginning. */
  start?: boolean;
  /** Of other services on the same database. */
  beside?: readonly Migrations[];
  log?: Logger;
}

export type TestGeofences = Awaited<ReturnType<typeof startGeofences>>;

interface RunOptions {
  viewer?: Viewer | null;
  variables?: Record<string, unknown>;
  on?: Geofences;
}

interface Answer {
  data: any;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
}

/** A request to the subgraph. */
export function request(
  document: string,
  viewer: Viewer | null,
  variables: Record<string, unknown> = {},
): SubgraphRequest {
  return { document, variables, viewer, requestId: 'test', signal: new AbortController().signal };
}

/** Appends positions as `positions` does: per partition one entry, in the order of the history. */
export async function send(database: Database, tenantId: string, records: readonly PositionRecord[]): Promise<void> {
  const byPartition = Map.groupBy(records, ({ trackerId }) => partitionOf(tenantId, trackerId, 16));
  await database.withTenant(tenantId, async (tx) => {
    for (const [partition, ofPartition] of byPartition) {
      const body = packPositions(ofPartition);
      tx.publish({ topic: 'positions', partition, subject: tenantId, type: 'positions', body });
    }
  });
}
