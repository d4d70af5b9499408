import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { tileAt } from '@trekker/geo';
import { uuidv7, type SubgraphResult, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { fix, post, READER, request, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

const EVERYTHING = [...READER, 'visits:read'];

interface Event {
  cursor: string;
  snapshot: boolean;
  positions: { latitude: number; longitude: number; tracker: { id: string } }[];
  left: string[];
}

/** A reader of `positionUpdates`. */
function watch(viewer: Viewer, filter: Record<string, unknown> | null = null, more: Record<string, unknown> = {}) {
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
async function tenant() {
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

const idsOf = ({ positions }: Event) => positions.map(({ tracker }) => tracker.id).toSorted();

test('tells of the trackers it is asked for alone', async () => {
  const { all, tracker, report } = await tenant();
  const [one] = [await tracker('one'), await tracker('other')];
  await report(fix('one', 0), fix('other', 0));
  await using reader = watch(all, { trackerIds: [one] });
  const first = await reader.next();
  assert.deepEqual([first.snapshot, idsOf(first), first.left], [true, [one], []]);
  await report(fix('other', 1));
  assert.ok(await reader.quiet());
  await report(fix('one', 2));
  const event = await reader.next();
  assert.deepEqual([event.snapshot, event.positions.map(({ latitude }) => latitude)], [false, [52.5002]]);
});

test('follows units and all below them: who comes, who is taken away, and a unit that moves', async () => {
  const { all, tracker, report, unit, move, tell } = await tenant();
  const above = await unit();
  const below = await unit([above]);
  const other = await unit();
  const [inside, outside] = [await tracker('in', below), await tracker('out', other)];
  await report(fix('in', 0), fix('out', 0));
  await using reader = watch(all, { unitIds: [above] });
  assert.deepEqual(idsOf(await reader.next()), [inside]);
  await move(outside, above, other);
  assert.deepEqual(idsOf(await reader.next()), [outside]);
  await move(inside, other, below);
  assert.deepEqual((await reader.next()).left, [inside]);
  await tell('tenancy', 'unit-moved', { units: [{ unitId: other, path: [above, other] }] });
  assert.ok(idsOf(await reader.next()).includes(inside));
  await tell('tenancy', 'unit-moved', { units: [{ unitId: other, path: [other] }] });
  assert.deepEqual((await reader.next()).left, [inside]);
});

test('follows geofences: who enters and who leaves', async () => {
  const { all, tracker, report, geofence, enter } = await tenant();
  const [one, other] = [await tracker('one'), await tracker('other')];
  const zone = await geofence();
  await report(fix('one', 0), fix('other', 0));
  const leave = await enter(one, zone);
  await using reader = watch(all, { geofenceIds: [zone] });
  assert.deepEqual(idsOf(await reader.next()), [one]);
  await enter(other, zone);
  assert.deepEqual(idsOf(await reader.next()), [other]);
  await leave();
  assert.deepEqual((await reader.next()).left, [one]);
  await report(fix('one', 1));
  assert.ok(await reader.quiet());
});

test('follows places and all below them: who is in their geofences, or was in one of them last', async () => {
  const { all, tracker, report, place, geofence, enter } = await tenant();
  const above = await place();
  const inBelow = await geofence(await place([above]));
  const elsewhere = await geofence();
  const one = await tracker('one');
  await report(fix('one', 0));
  await using reader = watch(all, { placeIds: [above] });
  assert.deepEqual(idsOf(await reader.next()), []);
  const leave = await enter(one, inBelow);
  assert.deepEqual(idsOf(await reader.next()), [one]);
  await leave();
  await report(fix('one', 1));
  const after = await reader.next();
  assert.deepEqual([idsOf(after), after.left], [[one], []]);
  await enter(one, elsewhere);
  let event = await reader.next();
  if (!event.left.length) event = await reader.next();
  assert.deepEqual(event.left, [one]);
});

test('follows the tiles of a map, across the antimeridian too, by what all kinds of a filter allow', async () => {
  const { all, tracker, report, unit } = await tenant();
  const crew = await unit();
  const [east, west] = [await tracker('east', crew), await tracker('west', crew)];
  await tracker('no crew');
  const at = (name: string, second: number, longitude: number) => fix(name, second, { latitude: -17, longitude });
  await report(at('east', 0, 179.9), at('west', 0, -179.9), at('no crew', 0, 179.9));
  const tiles = [179.9, -179.9].map((longitude) => tileAt({ latitude: -17, longitude }, 6));
  assert.deepEqual(
    tiles.map(({ x }) => x),
    [63, 0],
  );
  await using reader = watch(all, { tiles, unitIds: [crew] });
  assert.deepEqual(idsOf(await reader.next()), [east, west].toSorted());
  await report(at('east', 600, -179.95));
  assert.deepEqual(idsOf(await reader.next()), [east]);
  await report(at('west', 1_800, -174));
  assert.deepEqual((await reader.next()).left, [west]);
  await report(at('west', 1_801, -174));
  assert.ok(await reader.quiet());
});

test('tells a reader who comes back who left meanwhile, each way there is, and who came', async () => {
  const { all, tracker, report, geofence, enter, unit, move } = await tenant();
  const crew = await unit();
  const zone = await geofence();
  const names = ['moves', 'leaves', 'handed over', 'stays', 'comes'];
  const [moves, leaves, handed, stays, comes] = await Promise.all(names.map((name) => tracker(name, crew)));
  assert.ok(moves && leaves && handed && stays && comes);
  await report(...names.map((name) => fix(name, 0)));
  const tiles = [tileAt({ latitude: 52.5, longitude: 13.4 }, 8)];
  const filter = { tiles, geofenceIds: [zone], unitIds: [crew] };
  const leave = await enter(leaves, zone);
  for (const trackerId of [moves, handed, stays]) await enter(trackerId, zone);
  let cursor = '';
  {
    await using reader = watch(all, filter);
    const first = await reader.next();
    assert.deepEqual(idsOf(first), [moves, leaves, handed, stays].toSorted());
    ({ cursor } = first);
  }
  await report(fix('moves', 1_800, { latitude: 50 }));
  await leave();
  await move(handed, null, crew);
  await enter(comes, zone);
  await using reader = watch(all, filter, { after: cursor });
  const event = await reader.next();
  assert.deepEqual(
    [event.snapshot, idsOf(event), event.left.toSorted()],
    [false, [comes], [moves, leaves, handed].toSorted()],
  );
});

test('tells of who leaves the viewer’s sight, and nothing of whom the viewer never could see', async () => {
  const { tenantId, tracker, report, unit, move } = await tenant();
  const [mine, others] = [await unit(), await unit()];
  const one = await tracker('one', mine);
  await tracker('hidden', others);
  await report(fix('one', 0), fix('hidden', 0));
  const crew = testViewer(tenantId, EVERYTHING, { units: [mine] });
  let cursor = '';
  {
    await using reader = watch(crew);
    const first = await reader.next();
    assert.deepEqual(idsOf(first), [one]);
    ({ cursor } = first);
    await report(fix('hidden', 1));
    assert.ok(await reader.quiet());
    await move(one, others, mine);
    const event = await reader.next();
    assert.deepEqual([idsOf(event), event.left], [[], [one]]);
  }
  await report(fix('one', 2), fix('hidden', 2));
  await using again = watch(crew, null, { after: cursor });
  const event = await again.next();
  assert.deepEqual([idsOf(event), event.left], [[], [one]]);
});

test('tells no more often than it is asked to, and the newest then', async () => {
  const { all, tracker, report } = await tenant();
  await tracker('one');
  await report(fix('one', 0));
  await using reader = watch(all, null, { every: 1_500 });
  await reader.next();
  const began = performance.now();
  for (const second of [1, 2, 3]) await report(fix('one', second));
  const event = await reader.next();
  assert.ok(performance.now() - began >= 1_450);
  assert.deepEqual(
    event.positions.map(({ latitude }) => latitude),
    [52.5003],
  );
  assert.ok(await reader.quiet());
});

test('refuses filters by zones of who may not see visits, tiles that are none, and too much', async () => {
  const { tenantId, viewer, all } = await tenant();
  const refused = async (by: Viewer, filter: Record<string, unknown>) => {
    await using reader = watch(by, filter);
    const code = await reader.refusal();
    return code;
  };
  assert.equal(await refused(viewer(), { geofenceIds: [uuidv7()] }), 'FORBIDDEN');
  assert.equal(await refused(viewer(), { placeIds: [] }), 'FORBIDDEN');
  assert.equal(await refused(testViewer(tenantId, []), {}), 'FORBIDDEN');
  for (const tile of [
    { zoom: 23, x: 0, y: 0 },
    { zoom: 1, x: 2, y: 0 },
    { zoom: 1, x: 0, y: -1 },
  ]) {
    assert.equal(await refused(all, { tiles: [tile] }), 'INVALID_INPUT');
  }
  const tooMany = Array.from({ length: 257 }, () => ({ zoom: 0, x: 0, y: 0 }));
  assert.equal(await refused(all, { tiles: tooMany }), 'INVALID_INPUT');
  await using foreign = watch((await tenant()).all);
  const { cursor } = await foreign.next();
  await using stolen = watch(all, null, { after: cursor });
  assert.equal(await stolen.refusal(), 'CURSOR_EXPIRED');
});
