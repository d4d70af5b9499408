import assert from 'node:assert/strict';

import { uuidv7, type SubgraphResult, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { post, READER, request, startPositions, type TestPositions } from './positions.ts';

/** The service with readers of `positionUpdates` and tenants that move about. */
export interface LiveSite extends AsyncDisposable {
  readonly site: TestPositions;
  watch(...asked: Asked): ReturnType<typeof watch>;
  tenant(): ReturnType<typeof tenant>;
}

/** Starts the service. */
export async function startLive(): Promise<LiveSite> {
  const site = await startPositions();
  return {
    site,
    watch: (...asked) => watch(site, ...asked),
    tenant: () => tenant(site),
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

/** What the reader of a stream may do there is. */
export const EVERYTHING = [...READER, 'visits:read'];

/** One event of the stream. */
export interface Event {
  cursor: string;
  snapshot: boolean;
  positions: { latitude: number; longitude: number; tracker: { id: string } }[];
  left: string[];
}

/** Who reads, by which filter, and further variables. */
type Asked = [viewer: Viewer, filter?: Record<string, unknown> | null, more?: Record<string, unknown>];

/** A reader of `positionUpdates`. */
function watch(site: TestPositions, ...[viewer, filter = null, more = {}]: Asked) {
  const stream = site.positions.subgraph.subscribe(
    request(
      `subscription S($filter: PositionFilter, $after: String, $every: Int! = 100) {
        positionUpdates(filter: $filter, after: $after, minIntervalMs: $every) {
          cursor snapshot left positions { latitude longitude tracker { id } } } }`,
      viewer,
      { filter, ...more },
    ),
  );
  let waiting: Promise<IteratorResult<SubgraphResult>> | undefined;
  const result = async (timeoutMs: number) => {
    waiting ??= stream.next();
    const got = await Promise.race([waiting, new Promise<null>((resolve) => setTimeout(resolve, timeoutMs, null))]);
    if (got) waiting = undefined;
    return got;
  };
  return {
    async next(): Promise<Event> {
      const got = await result(6_000);
      assert.ok(got && !got.done, got ? 'the stream ended' : 'nothing came');
      assert.equal(got.value.errors, undefined, JSON.stringify(got.value.errors));
      return JSON.parse(JSON.stringify(got.value.data))['positionUpdates'];
    },
    quiet: async () => (await result(1_500)) === null,
    refusal: async () => (await result(6_000))?.value?.errors?.[0]?.extensions?.['code'],
    [Symbol.asyncDispose]: async () => void (await stream.return?.()),
  };
}

/** A tenant with trackers, and what other services tell of it. */
async function tenant(site: TestPositions) {
  const own = await site.tenant();
  const { tenantId } = own;
  const settled = async () => assert.ok(await site.positions.caughtUp(5_000));
  const tell = async (topic: string, type: string, payload: object) => {
    await site.writer.withTenant(tenantId, async (tx) => tx.publish({ topic, subject: tenantId, type, payload }));
    await settled();
  };
  return {
    ...own,
    tell,
    settled,
    all: testViewer(tenantId, EVERYTHING),
    async unit(above: readonly string[] = []) {
      const unitId = uuidv7();
      await tell('tenancy', 'unit-created', { unitId, path: [...above, unitId] });
      return unitId;
    },
    move: (trackerId: string, unitId: string | null, unitIdBefore: string | null) =>
      tell('trackers', 'tracker-changed', { trackerId, unitId, identifiers: [], released: [], unitIdBefore }),
    async place(above: readonly string[] = []) {
      const placeId = uuidv7();
      await tell('geofences', 'place-created', { placeId, path: [...above, placeId] });
      return placeId;
    },
    async geofence(placeId: string | null = null) {
      const geofenceId = uuidv7();
      await tell('geofences', 'geofence-created', { geofenceId, placeId });
      return geofenceId;
    },
    /** A tracker enters a geofence; the function lets it leave. */
    async enter(trackerId: string, geofenceId: string) {
      const visit = { visitId: uuidv7(), trackerId, geofenceId };
      await tell('visits', 'visit-changed', { ...visit, to: null });
      return (to = Date.now()) => tell('visits', 'visit-changed', { ...visit, to });
    },
    async report(...fixes: object[]) {
      await post(own.door, fixes);
      await settled();
    },
  };
}

/** The trackers an event tells of, by id. */
export const idsOf = ({ positions }: Event) => positions.map(({ tracker }) => tracker.id).toSorted();
