import { packPositions, type PositionRecord } from '@trekker/geo';
import {
  createLogTail,
  MAIN_PLACEMENT,
  memoryPubSub,
  partitionOf,
  readConfig,
  silentLogger,
  uuidv7,
  type SubgraphRequest,
  type Viewer,
} from '@trekker/kit';
import { manualClock, testDatabase, testViewer } from '@trekker/kit/testing';

import { createTrackers, trackersMigrations, trackersOptions } from '../src/index.ts';

/** Everything this service ever asks for. */
export const EVERYTHING = [
  'trackers:read',
  'trackers:write',
  'people:read',
  'people:write',
  'assets:read',
  'assets:write',
  'visits:read',
  'positions:read',
];
/** An id that nothing has. */
export const NOWHERE = '01900000-0000-7000-8000-000000000000';

/** Trackers on a database of its own, with a clock that stands still. */
export async function startTrackers() {
  const postgres = await testDatabase([trackersMigrations]);
  const clock = manualClock(Date.now());
  const placement = { name: MAIN_PLACEMENT, address: postgres.address };
  const create = (tail = postgres.tail) =>
    createTrackers(readConfig(trackersOptions, {}), {
      placement,
      secret: postgres.secret,
      tail,
      clock,
      log: silentLogger,
    });
  const trackers = create();
  // Stands for the other services: it writes to their topics.
  const others = postgres.open('trackers');
  await trackers.start();

  async function run(document: string, { viewer = null, variables = {}, readAfter, on = trackers }: RunOptions = {}) {
    const request = requestOf(document, { viewer, variables, readAfter });
    // Through JSON, as it would travel; its form is the test's business, which asked for these fields.
    return JSON.parse(JSON.stringify(await on.subgraph.execute(request))) as Answer;
  }

  return {
    trackers,
    clock,
    postgres,
    others,
    run,
    /** The same service as if in another process: it shares nothing but the database. Not started. */
    elsewhere: () => create(createLogTail(memoryPubSub())),
    /** A viewer of a new tenant who may do everything. */
    tenant: () => testViewer(uuidv7(), EVERYTHING),
    /** A unit, as tenancy tells of it. */
    async unit(tenantId: string, above: readonly string[] = []): Promise<string> {
      const unitId = uuidv7();
      const payload = { unitId, name: 'A crew', path: [...above, unitId] };
      await others.withTenant(tenantId, async (tx) =>
        tx.publish({ topic: 'tenancy', subject: tenantId, type: 'unit-created', payload }),
      );
      return unitId;
    },
    /** What another service tells of a tenant; resolves when it was derived from. */
    async tell(tenantId: string, topic: string, type: string, payload: unknown): Promise<void> {
      await others.withTenant(tenantId, async (tx) => tx.publish({ topic, subject: tenantId, type, payload }));
      if (!(await trackers.caughtUp(5_000))) throw new Error(`${type} was not derived from`);
    },
    /** A geofence, as geofences tells of it. */
    async geofence(tenantId: string, name: string): Promise<string> {
      const geofenceId = uuidv7();
      await this.tell(tenantId, 'geofences', 'geofence-created', { geofenceId, name });
      return geofenceId;
    },
    /** A tracker enters a geofence; the function it gives lets it leave. */
    async enter(tenantId: string, trackerId: string, geofenceId: string): Promise<() => Promise<void>> {
      const visit = { visitId: uuidv7(), trackerId, geofenceId, from: 1_700_000_000_000 };
      const tell = (to: number | null) => this.tell(tenantId, 'visits', 'visit-changed', { ...visit, to });
      await tell(null);
      return () => tell(1_700_000_060_000);
    },
    /** Runs a mutation of one field `input` and gives its payload. */
    async change(viewer: Viewer, field: string, selection: string, input: Record<string, unknown>): Promise<any> {
      const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
      const document = `mutation M($input: ${type}!) { ${field}(input: $input) { ${selection} userErrors { field code } } }`;
      const { data, errors } = await run(document, { viewer, variables: { input } });
      return errors ? { refused: errors[0]?.extensions?.['code'] } : data[field];
    },
    async addTracker(viewer: Viewer, input: Record<string, unknown> = {}): Promise<string> {
      const { tracker } = await this.change(viewer, 'addTracker', 'tracker { id }', {
        name: 'Phone',
        identifier: uuidv7(),
        ...input,
      });
      return tracker.id;
    },
    async createPerson(viewer: Viewer, input: Record<string, unknown> = {}): Promise<string> {
      return (await this.change(viewer, 'createPerson', 'person { id }', { name: 'Ada', ...input })).person.id;
    },
    async createAsset(viewer: Viewer, input: Record<string, unknown> = {}): Promise<string> {
      return (await this.change(viewer, 'createAsset', 'asset { id }', { name: 'Crane', ...input })).asset.id;
    },
    /** Positions of trackers, as the service `positions` appends them; resolves when they were derived from. */
    async hear(tenantId: string, ...trackerIds: string[]): Promise<void> {
      for (const trackerId of trackerIds) {
        await others.withConsumer(async (tx) => tx.publish(positionsEntry(tenantId, trackerId)));
      }
      if (!(await trackers.caughtUp(5_000))) throw new Error('positions were not derived from');
    },
    /** A position of a tracker at an instant of its own clock; resolves when it was derived from. */
    async report(tenantId: string, trackerId: string, at: { recordedAt: number; dedupe?: bigint }): Promise<void> {
      await others.withConsumer(async (tx) => tx.publish(positionsEntry(tenantId, trackerId, at)));
      if (!(await trackers.caughtUp(5_000))) throw new Error('positions were not derived from');
    },
    /** What the log holds of the topic for a tenant, oldest first. */
    async published(tenantId: string) {
      const rows = await postgres.admin<{ type: string; payload: Record<string, unknown>; actor_id: string }[]>`
        select type, payload, actor_id from log.entries
        where topic = 'trackers' and tenant_id = ${tenantId} order by "offset"`;
      return [...rows];
    },
    async [Symbol.asyncDispose]() {
      await trackers.stop();
      await postgres[Symbol.asyncDispose]();
    },
  };
}

export type TestTrackers = Awaited<ReturnType<typeof startTrackers>>;

/** An entry of topic `positions` with one position. */
export function positionsEntry(
  tenantId: string,
  trackerId: string,
  { recordedAt = 1_700_000_000_000, dedupe = 1n }: { recordedAt?: number; dedupe?: bigint } = {},
) {
  const position: PositionRecord = {
    trackerId,
    recordedAt,
    dedupe,
    latitudeE7: 525_000_000,
    longitudeE7: 134_000_000,
    altitudeCentimeters: null,
    accuracyCentimeters: null,
    speedMillimetersPerSecond: null,
    headingCentidegrees: null,
    eventKind: 0,
  };
  const partition = partitionOf(tenantId, trackerId, 16);
  return { topic: 'positions', partition, subject: tenantId, type: 'positions', body: packPositions([position]) };
}

export function requestOf(document: string, changes: Partial<SubgraphRequest> = {}): SubgraphRequest {
  const signal = new AbortController().signal;
  return { document, variables: {}, viewer: null, requestId: 'test', signal, ...changes };
}

interface Answer {
  data: any;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
}

interface RunOptions {
  viewer?: Viewer | null;
  variables?: Record<string, unknown>;
  readAfter?: Readonly<Record<string, number>>;
  on?: ReturnType<typeof createTrackers>;
}
