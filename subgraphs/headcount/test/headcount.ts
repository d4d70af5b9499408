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

import { createHeadcount, headcountMigrations, headcountOptions } from '../src/index.ts';

/** Everything this service ever asks for. */
export const READER = ['headcount:read'];
/** An id that nothing has. */
export const NOWHERE = '01900000-0000-7000-8000-000000000000';
/** When the tests' visits happen, Unix milliseconds. */
export const NOON = Date.parse('2026-11-20T12:00:00Z');

/** What an entry of topic `person-visits` says, with an id of its own. */
export interface ToldVisit {
  readonly personVisitId?: string;
  readonly personId: string;
  readonly geofenceId: string;
  readonly from: number;
  readonly to?: number | null;
  readonly endReason?: string | undefined;
  readonly probable?: readonly { from: number; to: number | null }[];
  readonly stale?: readonly { from: number; to: number | null }[];
  readonly lost?: { from: number; to: number | null };
  readonly retracted?: boolean;
}

/** Headcount on a database of its own, with a clock that stands still at noon. */
export async function startHeadcount({ log = silentLogger }: { log?: Logger } = {}) {
  const postgres = await testDatabase([headcountMigrations]);
  const clock = manualClock(NOON);
  const placement = { name: MAIN_PLACEMENT, address: postgres.address };
  const create = (tail = postgres.tail) =>
    createHeadcount(readConfig(headcountOptions, {}), { placement, secret: postgres.secret, tail, clock, log });
  const headcount = create();
  // Stands for the other services: it writes to their topics.
  const others = postgres.open('headcount');
  await headcount.start();

  async function publish(...entries: NewEntry[]): Promise<void> {
    const [{ subject } = { subject: NOWHERE }] = entries;
    await others.withTenant(subject, async (tx) => entries.forEach((entry) => tx.publish(entry)));
  }

  async function run(document: string, { viewer = null, variables = {}, readAfter, on = headcount }: RunOptions = {}) {
    const request = requestOf(document, { viewer, variables, readAfter });
    // Through JSON, as it would travel; its form is the test's business, which asked for these fields.
    return JSON.parse(JSON.stringify(await on.subgraph.execute(request))) as Answer;
  }

  return {
    headcount,
    clock,
    postgres,
    others,
    publish,
    run,
    /** The same service as if in another process: it shares nothing but the database. Not started. */
    elsewhere: () => create(createLogTail(memoryPubSub())),
    /** Resolves when everything published was derived from. */
    async settled(): Promise<void> {
      if (!(await headcount.caughtUp(5_000))) throw new Error('what was published was not derived from');
    },
    /** A new tenant, and the ways in which the other services tell of it. */
    tenant() {
      const tenantId = uuidv7();
      const tell = (topic: string, type: string, payload: object) =>
        publish({ topic, subject: tenantId, type, payload });
      return {
        tenantId,
        viewer: (units: readonly string[] | null = null) => testViewer(tenantId, READER, { units }),
        async place(above: readonly string[] = []): Promise<string> {
          const placeId = uuidv7();
          const path = [...above, placeId];
          const payload = { placeId, name: 'A place', kind: 'AREA', parentId: above.at(-1) ?? null, path };
          await tell('geofences', 'place-created', payload);
          return placeId;
        },
        async zone(placeId: string | null = null, changes: object = {}): Promise<string> {
          const geofenceId = uuidv7();
          await tell('geofences', 'geofence-created', { ...geofence(geofenceId, placeId), ...changes });
          return geofenceId;
        },
        /** The zone ends at an instant. */
        archive: (geofenceId: string, validTo: number, changes: object = {}) =>
          tell('geofences', 'geofence-archived', { ...geofence(geofenceId, null), validTo, ...changes }),
        async person(unitId: string | null = null, changes: object = {}): Promise<string> {
          const personId = uuidv7();
          await tell('trackers', 'person-created', { personId, unitId, ...changes });
          return personId;
        },
        /** Something else is known of a person from now on. */
        changePerson: (personId: string, changes: object) =>
          tell('trackers', 'person-changed', { personId, unitId: null, ...changes }),
        /** A company at the top, unless told otherwise. */
        async unit(changes: { unitId?: string; path?: readonly string[]; kind?: string } = {}): Promise<string> {
          const { unitId = uuidv7(), kind = 'COMPANY', path = [unitId] } = changes;
          await tell('tenancy', 'unit-created', { unitId, name: 'A unit', kind, parentId: path.at(-2) ?? null, path });
          return unitId;
        },
        /** Units lie elsewhere from now on. */
        moveUnits: (...units: { unitId: string; path: readonly string[] }[]) =>
          tell('tenancy', 'unit-moved', { unitId: units[0]?.unitId, parentId: null, units }),
        /** Visits as geofences tells of them, in one transaction; gives back their ids. */
        async visits(...visits: ToldVisit[]): Promise<string[]> {
          const payloads = visits.map(visitPayload);
          const entry = { topic: 'person-visits', subject: tenantId, type: 'person-visit-changed' };
          await publish(...payloads.map((payload) => ({ ...entry, payload })));
          return payloads.map(({ personVisitId }) => personVisitId);
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await headcount.stop();
      await postgres[Symbol.asyncDispose]();
    },
  };
}

export type TestHeadcount = Awaited<ReturnType<typeof startHeadcount>>;

/** A request to the subgraph. */
export function requestOf(document: string, changes: Partial<SubgraphRequest> = {}): SubgraphRequest {
  const signal = new AbortController().signal;
  return { document, variables: {}, viewer: null, requestId: 'test', signal, ...changes };
}

function geofence(geofenceId: string, placeId: string | null) {
  const held = { number: 1, validFrom: NOON - 86_400_000, validTo: null, staleAfterSeconds: 900 };
  return { geofenceId, name: 'A zone', kind: 'WORK_ZONE', placeId, ...held };
}

function visitPayload({ personVisitId = uuidv7(), to = null, stale = [], retracted = false, ...visit }: ToldVisit) {
  return { personVisitId, visitId: uuidv7(), trackerId: uuidv7(), to, stale, retracted, ...visit };
}

interface Answer {
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
}

interface RunOptions {
  viewer?: Viewer | null;
  variables?: Record<string, unknown>;
  readAfter?: Readonly<Record<string, number>>;
  on?: ReturnType<typeof createHeadcount>;
}
