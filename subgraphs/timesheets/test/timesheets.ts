import {
  createLogTail,
  MAIN_PLACEMENT,
  memoryPubSub,
  readConfig,
  silentLogger,
  uuidv7,
  type Logger,
  type NewEntry,
  type SubgraphRequest,
  type Viewer,
} from '@trekker/kit';
import { manualClock, testDatabase, testViewer } from '@trekker/kit/testing';

import { createTimesheets, timesheetsMigrations, timesheetsOptions } from '../src/index.ts';

/** Everything this service ever asks for. */
export const READER = ['timesheets:read'];
/** An id that nothing has. */
export const NOWHERE = '01900000-0000-7000-8000-000000000000';
/** Where the tests' clock stands: a Friday noon, Unix milliseconds. */
const NOON = Date.parse('2026-11-20T12:00:00Z');
/** The Monday of that week. */
export const MONDAY = '2026-11-16';

/** What an entry of topic `person-visits` says, with an id of its own. */
export interface ToldVisit {
  readonly personVisitId?: string;
  readonly personId: string;
  readonly geofenceId: string;
  readonly from: number;
  readonly to?: number | null;
  readonly stale?: readonly { from: number; to: number | null }[];
  readonly retracted?: boolean;
  readonly endReason?: string;
  readonly lost?: { readonly from: number; readonly to: number | null };
  readonly supersededBy?: string;
}

/** Timesheets on a database of its own, with a clock that stands still. */
export async function startTimesheets({ log = silentLogger, environment = {} }: Options = {}) {
  const postgres = await testDatabase([timesheetsMigrations]);
  const clock = manualClock(NOON);
  const placement = { name: MAIN_PLACEMENT, address: postgres.address };
  const config = readConfig(timesheetsOptions, environment);
  const create = (tail = postgres.tail) =>
    createTimesheets(config, { placement, secret: postgres.secret, tail, clock, log });
  const timesheets = create();
  // Stands for the other services: it writes to their topics.
  const others = postgres.open('timesheets');
  await timesheets.start();

  async function publish(...entries: NewEntry[]): Promise<void> {
    const [{ subject } = { subject: NOWHERE }] = entries;
    await others.withTenant(subject, async (tx) => entries.forEach((entry) => tx.publish(entry)));
  }

  async function run(document: string, { viewer = null, variables = {}, readAfter, on = timesheets }: RunOptions = {}) {
    const request = requestOf(document, { viewer, variables, readAfter });
    // Through JSON, as it would travel; its form is the test's business, which asked for these fields.
    return JSON.parse(JSON.stringify(await on.subgraph.execute(request))) as Answer;
  }

  return {
    timesheets,
    clock,
    postgres,
    others,
    publish,
    run,
    /** The same service as if in another process: it shares nothing but the database. Not started. */
    elsewhere: () => create(createLogTail(memoryPubSub())),
    /** Resolves when everything published was derived from. */
    async settled(): Promise<void> {
      if (!(await timesheets.caughtUp(5_000))) throw new Error('what was published was not derived from');
    },
    /** A new tenant, and the ways in which the other services tell of it. */
    tenant: () => tenantOf(publish),
    async [Symbol.asyncDispose]() {
      await timesheets.stop();
      await postgres[Symbol.asyncDispose]();
    },
  };
}

export type TestTimesheets = Awaited<ReturnType<typeof startTimesheets>>;

function tenantOf(publish: (...entries: NewEntry[]) => Promise<void>) {
  const tenantId = uuidv7();
  const tell = (topic: string, type: string, payload: object) => publish({ topic, subject: tenantId, type, payload });
  return {
    tenantId,
    tell,
    viewer: (units: readonly string[] | null = null) => testViewer(tenantId, READER, { units }),
    begin: (timeZone: string) => tell('tenancy', 'tenant-created', { slug: 'a', name: 'A', timeZone }),
    async place(timeZone: string | null = null, above: readonly string[] = []): Promise<string> {
      const placeId = uuidv7();
      await tell('geofences', 'place-created', { placeId, path: [...above, placeId], timeZone });
      return placeId;
    },
    async zone(placeId: string | null = null, kind = 'WORK_ZONE'): Promise<string> {
      const geofenceId = uuidv7();
      await tell('geofences', 'geofence-created', { geofenceId, kind, placeId });
      return geofenceId;
    },
    async person({ unitId = null, kind }: { unitId?: string | null; kind?: string } = {}): Promise<string> {
      const personId = uuidv7();
      await tell('trackers', 'person-created', { personId, unitId, ...(kind && { kind }) });
      return personId;
    },
    /** A tracker the person carries from an instant on; gives back the tracker's id. */
    async carries(personId: string, from: number, to: number | null = null): Promise<string> {
      const trackerId = uuidv7();
      const assignment = { assignmentId: uuidv7(), trackerId, personId, assetId: null, from, to };
      await tell('person-visits', 'assignment-changed', assignment);
      return trackerId;
    },
    /** What the tracker recorded before an instant is part of the visits told before. */
    reached: (trackerId: string, reachedAt: number) =>
      tell('person-visits', 'trackers-reached', { trackers: [{ trackerId, reachedAt }] }),
    /** Visits as geofences tells of them, in one transaction; gives back their ids. */
    async visits(...visits: ToldVisit[]): Promise<string[]> {
      const payloads = visits.map(visitPayload);
      const entry = { topic: 'person-visits', subject: tenantId, type: 'person-visit-changed' };
      await publish(...payloads.map((payload) => ({ ...entry, payload })));
      return payloads.map(({ personVisitId }) => personVisitId);
    },
  };
}

/** A request to the subgraph. */
function requestOf(document: string, changes: Partial<SubgraphRequest> = {}): SubgraphRequest {
  const signal = new AbortController().signal;
  return { document, variables: {}, viewer: null, requestId: 'test', signal, ...changes };
}

function visitPayload({ personVisitId = uuidv7(), to = null, stale = [], retracted = false, ...visit }: ToldVisit) {
  return { personVisitId, visitId: uuidv7(), trackerId: uuidv7(), to, stale, retracted, ...visit };
}

interface Options {
  log?: Logger;
  environment?: Record<string, string>;
}

interface Answer {
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
}

interface RunOptions {
  viewer?: Viewer | null;
  variables?: Record<string, unknown>;
  readAfter?: Readonly<Record<string, number>>;
  on?: ReturnType<typeof createTimesheets>;
}
