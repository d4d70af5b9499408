import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  createLogTail,
  encodeCursor,
  memoryPubSub,
  silentLogger,
  uuidv7,
  type SubgraphResult,
  type Viewer,
} from '@trekker/kit';

import { at, request, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const T = Date.parse('2026-03-01T08:00:00.000Z');
const MINUTE = 60_000;
const INSIDE = { latitude: 10.005, longitude: 20.005 };
const OUTSIDE = { latitude: 10.02, longitude: 20.005 };

const WATCH = `subscription W($after: String, $geofenceIds: [ID!]) { visitChanged(after: $after, geofenceIds: $geofenceIds) {
  cursor kind visit { id from to endReason tracker { id } geofence { name } evidence { decision } } } }`;

interface Change {
  cursor: string;
  kind: string;
  visit: { id: string; from: string; to: string | null; tracker: { id: string }; evidence: unknown[] };
}

function watch(viewer: Viewer, variables: Record<string, unknown> = {}, on = site) {
  const stream = on.geofences.subgraph.subscribe(request(WATCH, viewer, variables));
  return {
    stream,
    async next(): Promise<Change> {
      const { value } = (await stream.next()) as { value: SubgraphResult };
      assert.equal(value.errors, undefined, JSON.stringify(value.errors));
      return JSON.parse(JSON.stringify(value.data?.['visitChanged'])) as Change;
    },
    async code(): Promise<unknown> {
      const { value } = (await stream.next()) as { value: SubgraphResult };
      return value.errors?.[0]?.extensions?.['code'];
    },
  };
}

async function walk(viewer: Viewer, trackerId: string, track: string, from = 0) {
  const records = track
    .split('')
    .map((place, minute) => at(trackerId, T + (from + minute) * MINUTE, place === 'i' ? INSIDE : OUTSIDE));
  await site.send(viewer.tenantId, records);
}

test('sends every change from now on, each with the visit as it was then', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  await walk(viewer, uuidv7(), 'io');
  await site.caughtUp();
  const { stream, next } = watch(viewer);
  const first = next();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const trackerId = uuidv7();
  await walk(viewer, trackerId, 'io');
  const [entered, left] = [await first, await next()];
  assert.deepEqual([entered.kind, entered.visit.tracker.id, entered.visit.to], ['ENTERED', trackerId, null]);
  assert.equal(entered.visit.evidence.length, 1);
  assert.deepEqual(
    [left.kind, left.visit.id, left.visit.to],
    ['LEFT', entered.visit.id, new Date(T + MINUTE).toISOString()],
  );
  assert.equal(left.visit.evidence.length, 2);
  await stream.return?.();
});

test('replays everything behind a cursor, then goes on live, without loss or repetition', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  const trackers = Array.from({ length: 30 }, () => uuidv7());
  const live = watch(viewer);
  const pending = live.next();
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (const trackerId of trackers) await walk(viewer, trackerId, 'ioioioioio');
  const all = [await pending];
  while (all.length < 300) all.push(await live.next());
  await live.stream.return?.();
  const resumed = watch(viewer, { after: all[99]?.cursor });
  const again: Change[] = [];
  while (again.length < 200) again.push(await resumed.next());
  assert.deepEqual(again, all.slice(100));
  const next = resumed.next();
  const late = uuidv7();
  await walk(viewer, late, 'i');
  assert.equal((await next).visit.tracker.id, late);
  await resumed.stream.return?.();
});

test('finds what another process wrote although no wake-up comes', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  const { stream, next } = watch(viewer);
  const first = next();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const elsewhere = site.postgres.open('geofences', { tail: createLogTail(memoryPubSub()) });
  const [visitId, trackerId] = [uuidv7(), uuidv7()];
  await elsewhere.withTenant(viewer.tenantId, async (tx) => {
    const geofence = await tx.sql<{ geofence_id: string }[]>`select geofence_id from geofences.geofences`;
    const geofenceId = geofence[0]?.geofence_id ?? '';
    await tx.sql`
      insert into geofences.visits (tenant_id, partition, visit_id, revision, tracker_id, geofence_id, from_at, began_by,
        probable, stale, loitering, evidence, retracted, known_from)
      values (${viewer.tenantId}, 0, ${visitId}, 0, ${trackerId}, ${geofenceId}, now(), 'FIRST_FIX', '[]', '[]', '[]', '[]',
        false, now())`;
    const payload = {
      visitId,
      revision: 0,
      kind: 'ENTERED',
      trackerId,
      geofenceId,
      from: T,
      to: null,
      endReason: null,
      stale: [],
    };
    tx.publish({ topic: 'visits', subject: viewer.tenantId, type: 'visit-changed', payload });
  });
  assert.equal((await first).visit.id, visitId);
  await stream.return?.();
});

test('sends only visits of the geofences that were asked for, of trackers the viewer may see', async () => {
  const viewer = site.tenant();
  const wanted = await site.fence(viewer, { boundary: square(10, 20) });
  await site.fence(viewer, { boundary: square(10, 20) });
  const [unit, mine, other] = [uuidv7(), uuidv7(), uuidv7()];
  await site.tell(viewer.tenantId, 'tracker-added', { trackerId: mine, name: 'a', unitId: unit, identifiers: [] });
  await site.tell(viewer.tenantId, 'tracker-added', { trackerId: other, name: 'b', unitId: null, identifiers: [] });
  await site.caughtUp();
  const start = encodeCursor({ [`visits/${viewer.tenantId}/0`]: -1 });
  for (const trackerId of [other, mine, other]) await walk(viewer, trackerId, 'io', trackerId === mine ? 0 : 10);
  await site.caughtUp();
  const limited = watch({ ...site.tenant([unit]), tenantId: viewer.tenantId }, { after: start, geofenceIds: [wanted] });
  const seen = [await limited.next(), await limited.next()];
  assert.deepEqual(
    seen.map(({ kind, visit }) => [kind, visit.tracker.id]),
    [
      ['ENTERED', mine],
      ['LEFT', mine],
    ],
  );
  const more = limited.next();
  const silent = await Promise.race([more, new Promise((resolve) => setTimeout(resolve, 200, 'silent'))]);
  assert.equal(silent, 'silent');
  await limited.stream.return?.();
  await more.catch(() => undefined);
});

test('ends with the right to see visits', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  const [grant] = viewer.grants;
  assert.ok(grant);
  const { stream, next } = watch({ ...viewer, grants: [{ ...grant, until: Date.now() + 600_000 }] });
  const first = next();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await walk(viewer, uuidv7(), 'i');
  assert.equal((await first).kind, 'ENTERED');
  site.skew(600_000);
  await walk(viewer, uuidv7(), 'i');
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('it goes on')), 5_000).unref();
  });
  assert.equal((await Promise.race([stream.next(), late])).done, true);
  site.skew(0);
});

test('refuses what is no cursor, and cursors of the future, of another tenant and of what is gone', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  await walk(viewer, uuidv7(), 'ioio');
  await site.caughtUp();
  const key = `visits/${viewer.tenantId}/0`;
  const stranger = `visits/${site.tenant().tenantId}/0`;
  assert.equal(await watch(viewer, { after: 'nonsense' }).code(), 'INVALID_INPUT');
  for (const offsets of [{ [key]: 99 }, { [stranger]: 0 }, { [key]: 0, [stranger]: 0 }, {}]) {
    assert.equal(await watch(viewer, { after: encodeCursor(offsets) }).code(), 'CURSOR_EXPIRED');
  }
  const visits = (await site.log(viewer.tenantId, 'visits')).filter(({ type }) => type === 'visit-changed');
  const second = visits.filter(({ payload }) => (payload as { kind: string }).kind === 'ENTERED')[1]?.offset ?? 0;
  await site.postgres
    .admin`delete from log.entries where topic = 'visits' and tenant_id = ${viewer.tenantId} and "offset" < ${second}`;
  assert.equal(await watch(viewer, { after: encodeCursor({ [key]: second - 2 }) }).code(), 'CURSOR_EXPIRED');
  const { stream, next } = watch(viewer, { after: encodeCursor({ [key]: second - 1 }) });
  assert.equal((await next()).kind, 'ENTERED');
  await stream.return?.();
});

test('ends with CURSOR_EXPIRED rather than pass over what the log no longer holds', async () => {
  await using other = await startGeofences({ log: silentLogger });
  const viewer = other.tenant();
  const { code } = watch(viewer, {}, other);
  const failure = code();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const tell = () =>
    other.others.withTenant(viewer.tenantId, async (tx) =>
      tx.publish({ topic: 'visits', subject: viewer.tenantId, type: 'told', payload: {} }),
    );
  await tell();
  await other.caughtUp();
  const { admin } = other.postgres;
  await admin`update log.heads set next_offset = 2 where topic = 'visits' and tenant_id = ${viewer.tenantId}`;
  await tell();
  assert.equal(await failure, 'CURSOR_EXPIRED');
});
