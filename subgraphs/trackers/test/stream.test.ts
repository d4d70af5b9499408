import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { encodeCursor, headKey, type SubgraphResult, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { positionsHead, trackersHead } from '../src/domain/stream-point.ts';
import { EVERYTHING, requestOf, startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());
beforeEach(() => site.clock.set(Date.now()));

const FIELDS = 'cursor snapshot trackers { id name connection lastHeardAt person { name } identifiers }';

interface Event {
  cursor: string;
  snapshot: boolean;
  trackers: {
    id: string;
    name: string;
    connection: string;
    lastHeardAt: string | null;
    person: { name: string } | null;
  }[];
}

/** A reader of `trackersChanged`. */
function watch(viewer: Viewer | null, after: string | null = null, on = site.trackers) {
  const abort = new AbortController();
  const stream = on.subgraph.subscribe(
    requestOf(`subscription S($after: String) { trackersChanged(after: $after) { ${FIELDS} } }`, {
      viewer,
      variables: { after },
      signal: abort.signal,
    }),
  );
  let waiting: Promise<IteratorResult<SubgraphResult>> | undefined;
  const result = async (timeoutMs: number) => {
    waiting ??= stream.next();
    const got = await Promise.race([waiting, new Promise<null>((resolve) => setTimeout(resolve, timeoutMs, null))]);
    if (got) waiting = undefined;
    return got;
  };
  return {
    /** The next event; fails when there is none within a few seconds. */
    async next(): Promise<Event> {
      const got = await result(6_000);
      assert.ok(got && !got.done, got ? 'the stream ended' : 'nothing came');
      assert.equal(got.value.errors, undefined);
      return JSON.parse(JSON.stringify(got.value.data))['trackersChanged'];
    },
    /** Whether nothing comes for two turns of the feed. */
    async quiet(): Promise<boolean> {
      return (await result(2_300)) === null;
    },
    async refusal(): Promise<unknown> {
      return (await result(6_000))?.value?.errors?.[0]?.extensions?.['code'];
    },
    async ended(): Promise<boolean> {
      return (await result(6_000))?.done === true;
    },
    async [Symbol.asyncDispose]() {
      abort.abort();
      await stream.return?.();
    },
  };
}

/** The first event of a reader who leaves at once. */
async function firstOf(viewer: Viewer, after: string | null = null): Promise<Event> {
  await using stream = watch(viewer, after);
  const event = await stream.next();
  return event;
}

const idsOf = ({ trackers }: Event) => trackers.map(({ id }) => id);

test('begins with everything the viewer may see and goes on with what is added and handed over', async () => {
  const viewer = site.tenant();
  const b = await site.addTracker(viewer, { name: 'b', identifier: 'i' });
  const a = await site.addTracker(viewer, { name: 'a' });
  await using stream = watch(viewer);
  const first = await stream.next();
  assert.deepEqual([first.snapshot, idsOf(first)], [true, [a, b]]);
  const c = await site.addTracker(viewer, { name: 'c', newPersonName: 'Ada' });
  const second = await stream.next();
  assert.deepEqual([second.snapshot, idsOf(second), second.trackers[0]?.person], [false, [c], { name: 'Ada' }]);
  await site.change(viewer, 'assignTracker', 'assignment { id }', {
    trackerId: a,
    personId: await site.createPerson(viewer, { name: 'Ben' }),
  });
  const third = await stream.next();
  assert.deepEqual([idsOf(third), third.trackers[0]?.person], [[a], { name: 'Ben' }]);
  assert.equal(new Set([first.cursor, second.cursor, third.cursor]).size, 3);
});

test('tells that a tracker is heard, once it is, and falls silent, as time passes', async () => {
  const viewer = site.tenant();
  const id = await site.addTracker(viewer);
  await site.addTracker(viewer, { name: 'never heard' });
  await using stream = watch(viewer);
  await stream.next();
  await site.hear(viewer.tenantId, id);
  const heard = await stream.next();
  assert.deepEqual([idsOf(heard), heard.trackers[0]?.connection], [[id], 'CONNECTED']);
  const heardAt = Date.parse(heard.trackers[0]?.lastHeardAt ?? '');
  site.clock.set(heardAt + 119_999);
  assert.ok(await stream.quiet());
  for (const [silentMs, connection] of [
    [120_000, 'IDLE'],
    [900_000, 'DISCONNECTED'],
  ] as const) {
    site.clock.set(heardAt + silentMs);
    const silent = await stream.next();
    assert.deepEqual([idsOf(silent), silent.trackers[0]?.connection], [[id], connection]);
  }
});

test('tells a tracker that was renamed, and not that it entered a geofence', async () => {
  const viewer = site.tenant();
  const trackerId = await site.addTracker(viewer);
  await using stream = watch(viewer);
  await stream.next();
  await site.enter(viewer.tenantId, trackerId, await site.geofence(viewer.tenantId, 'yard'));
  assert.ok(await stream.quiet());
  await site.change(viewer, 'updateTracker', 'tracker { id }', { trackerId, name: 'Tablet' });
  assert.deepEqual(idsOf(await stream.next()), [trackerId]);
});

test('tells a tracker that is heard again and again once in ten seconds, and other news of it within one', async () => {
  const viewer = site.tenant();
  const id = await site.addTracker(viewer);
  await using stream = watch(viewer);
  await stream.next();
  await site.hear(viewer.tenantId, id);
  await stream.next();
  site.clock.advance(5_000);
  await site.hear(viewer.tenantId, id);
  assert.ok(await stream.quiet());
  const personId = await site.createPerson(viewer, { name: 'Cleo' });
  await site.change(viewer, 'assignTracker', 'assignment { id }', { trackerId: id, personId });
  assert.deepEqual((await stream.next()).trackers[0]?.person, { name: 'Cleo' });
  await site.hear(viewer.tenantId, id);
  site.clock.advance(9_000);
  assert.ok(await stream.quiet());
  site.clock.advance(1_000);
  assert.deepEqual(idsOf(await stream.next()), [id]);
});

test('tells that a carrier comes and goes when an assignment begins and ends by the clock', async () => {
  const viewer = site.tenant();
  const id = await site.addTracker(viewer);
  const start = site.clock.now();
  const at = (ms: number) => new Date(start + ms).toISOString();
  await site.change(viewer, 'assignTracker', 'assignment { id }', {
    trackerId: id,
    personId: await site.createPerson(viewer, { name: 'Dora' }),
    from: at(60_000),
    to: at(120_000),
  });
  await using stream = watch(viewer);
  assert.equal((await stream.next()).trackers[0]?.person, null);
  site.clock.set(start + 60_000);
  assert.deepEqual((await stream.next()).trackers[0]?.person, { name: 'Dora' });
  site.clock.set(start + 120_000);
  assert.equal((await stream.next()).trackers[0]?.person, null);
});

test('shows a viewer limited to a unit only what the unit owns, and nothing of other tenants', async () => {
  const admin = site.tenant();
  const { tenantId } = admin;
  const unitId = await site.unit(tenantId);
  const near = await site.addTracker(admin, { unitId });
  await site.addTracker(admin);
  const until = site.clock.now() + 60_000;
  const limited = testViewer(tenantId, EVERYTHING, { units: [unitId] });
  const viewer = { ...limited, grants: limited.grants.map((grant) => ({ ...grant, until })) };
  await using stream = watch(viewer);
  assert.deepEqual(idsOf(await stream.next()), [near]);
  const stranger = site.tenant();
  await site.addTracker(stranger);
  await site.addTracker(admin);
  assert.ok(await stream.quiet());
  const another = await site.addTracker(admin, { unitId });
  assert.deepEqual(idsOf(await stream.next()), [another]);
  // What follows a cursor of everything is no more than the viewer may see either.
  const fromStart = encodeCursor({ [headKey(trackersHead(tenantId))]: -1, clock: 0 });
  assert.deepEqual(idsOf(await firstOf(viewer, fromStart)).toSorted(), [near, another].toSorted());
  // The grant ends while the stream is open.
  site.clock.set(until);
  await site.addTracker(admin, { unitId });
  assert.ok(await stream.ended());
});

test('refuses who may see no trackers', async () => {
  const { tenantId } = site.tenant();
  await using nobody = watch(null);
  assert.equal(await nobody.refusal(), 'UNAUTHENTICATED');
  await using other = watch(testViewer(tenantId, ['people:read']));
  assert.equal(await other.refusal(), 'FORBIDDEN');
});

test('continues behind a cursor with the present state of everything that changed since', async () => {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const [untouched, edited, heard, silent, handed] = await Promise.all(
    ['untouched', 'edited', 'heard', 'silent', 'handed'].map((name) => site.addTracker(viewer, { name })),
  );
  const start = site.clock.now();
  const person = await site.createPerson(viewer);
  await site.hear(tenantId, silent ?? '');
  await site.change(viewer, 'assignTracker', 'assignment { id }', {
    trackerId: handed,
    personId: person,
    from: new Date(start + 30_000).toISOString(),
  });
  const { cursor } = await firstOf(viewer);
  {
    await using still = watch(viewer, cursor);
    assert.ok(await still.quiet(), 'nothing changed yet');
  }
  site.clock.set(start + 200_000);
  await site.change(viewer, 'assignTracker', 'assignment { id }', { trackerId: edited, personId: person });
  await site.hear(tenantId, heard ?? '');
  const added = await site.addTracker(viewer, { name: 'added' });
  const event = await firstOf(viewer, cursor);
  assert.equal(event.snapshot, false);
  assert.deepEqual(idsOf(event).toSorted(), [edited, heard, silent, handed, added].toSorted());
  assert.ok(!idsOf(event).includes(untouched ?? ''));
  await using again = watch(viewer, event.cursor);
  assert.ok(await again.quiet());
  const next = await site.addTracker(viewer);
  assert.deepEqual(idsOf(await again.next()), [next]);
});

test('loses nothing that was kept back when a reader resumes behind its last event', async () => {
  const viewer = site.tenant();
  const [a, b] = [await site.addTracker(viewer, { name: 'a' }), await site.addTracker(viewer, { name: 'b' })];
  await using stream = watch(viewer);
  await stream.next();
  await site.hear(viewer.tenantId, a);
  await stream.next();
  site.clock.advance(2_000);
  await site.hear(viewer.tenantId, a);
  assert.ok(await stream.quiet(), 'kept back, for it was told two seconds ago');
  await site.hear(viewer.tenantId, b);
  const event = await stream.next();
  assert.deepEqual(idsOf(event), [b]);
  await using resumed = watch(viewer, event.cursor);
  assert.ok(idsOf(await resumed.next()).includes(a));
});

test('refuses cursors that cannot be continued', async () => {
  const viewer = site.tenant();
  await site.addTracker(viewer);
  const own = headKey(trackersHead(viewer.tenantId));
  const clock = site.clock.now();
  const { cursor: foreign } = await firstOf(site.tenant());
  const shared = headKey(positionsHead(0));
  for (const [after, code] of [
    ['nonsense', 'INVALID_INPUT'],
    [foreign, 'CURSOR_EXPIRED'],
    [encodeCursor({ [own]: 1_000, clock }), 'CURSOR_EXPIRED'],
    [encodeCursor({ [own]: 0, [shared]: 1e15, clock }), 'CURSOR_EXPIRED'],
    [encodeCursor({ [own]: 0 }), 'CURSOR_EXPIRED'],
  ] as const) {
    await using stream = watch(viewer, after);
    assert.equal(await stream.refusal(), code);
  }
  // The log was trimmed past the cursor.
  await site.addTracker(viewer);
  await site.addTracker(viewer);
  await site.postgres
    .admin`delete from log.entries where topic = 'trackers' and tenant_id = ${viewer.tenantId} and "offset" = 1`;
  await using stream = watch(viewer, encodeCursor({ [own]: 0, clock }));
  assert.equal(await stream.refusal(), 'CURSOR_EXPIRED');
});

test('refuses a cursor from so long ago that everything is cheaper than the changes', async () => {
  const viewer = site.tenant();
  const own = headKey(trackersHead(viewer.tenantId));
  await site.others.withTenant(viewer.tenantId, async (tx) => {
    for (let index = 0; index < 2_001; index += 1)
      tx.publish({
        topic: 'trackers',
        subject: viewer.tenantId,
        type: 'person-created',
        payload: { personId: 'x', unitId: null },
      });
  });
  await using stream = watch(viewer, encodeCursor({ [own]: -1, clock: site.clock.now() }));
  assert.equal(await stream.refusal(), 'CURSOR_EXPIRED');
  const id = await site.addTracker(viewer);
  await using enough = watch(viewer, encodeCursor({ [own]: 1, clock: site.clock.now() }));
  assert.deepEqual(idsOf(await enough.next()), [id]);
});

test('tells the same in a process that derives nothing and hears of no wake-up', async () => {
  const viewer = site.tenant();
  await using elsewhere = site.elsewhere();
  await elsewhere.start();
  await using stream = watch(viewer, null, elsewhere);
  assert.deepEqual((await stream.next()).trackers, []);
  const id = await site.addTracker(viewer);
  assert.deepEqual(idsOf(await stream.next()), [id]);
  site.clock.advance(1_000);
  await site.hear(viewer.tenantId, id);
  assert.equal((await stream.next()).trackers[0]?.connection, 'CONNECTED');
  await elsewhere.stop();
  assert.ok(await stream.ended());
});
