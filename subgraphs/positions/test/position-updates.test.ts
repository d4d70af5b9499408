import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { tileAt } from '@trekker/geo';
import { decodeCursor, encodeCursor, uuidv7, type SubgraphResult, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { EVERYTHING, idsOf, startLive, type LiveSite } from './live-site.ts';
import { fix, READER, request } from './positions.ts';

let live: LiveSite;
before(async () => void (live = await startLive()));
after(() => live[Symbol.asyncDispose]());
const watch: LiveSite['watch'] = (...asked) => live.watch(...asked);
const tenant = () => live.tenant();

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
  // It is kept to a tenth, and the first was sent before it was read.
  assert.ok(performance.now() - began >= 1_300);
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
});

test('refuses a cursor of another tenant, whole and where a part of one is put beside an own one', async () => {
  const { all } = await tenant();
  const cursorOf = async (viewer: Viewer) => {
    await using reader = watch(viewer);
    return (await reader.next()).cursor;
  };
  const foreign = await tenant();
  const [own, stolen] = [await cursorOf(all), await cursorOf(foreign.all)];
  const mixed = encodeCursor({ ...decodeCursor(own), [`visits/${foreign.tenantId}/0`]: -1 });
  const answers: unknown[] = [];
  for (const after of [own, stolen, mixed]) {
    await using reader = watch(all, null, { after });
    answers.push((await reader.refusal()) ?? 'resumed');
  }
  assert.deepEqual(answers, ['resumed', 'CURSOR_EXPIRED', 'CURSOR_EXPIRED']);
  const document = 'subscription ($after: String) { positionsChanged(after: $after) { snapshot } }';
  const changes = live.site.positions.subgraph.subscribe(request(document, all, { after: stolen }));
  const { value } = (await changes.next()) as { value: SubgraphResult };
  assert.equal(value.errors?.[0]?.extensions?.['code'], 'CURSOR_EXPIRED');
  await changes.return?.();
});

test('tells by a geofence only of those whose visits the viewer may see', async () => {
  const { tenantId, tracker, report, unit, geofence, enter } = await tenant();
  const [mine, others] = [await unit(), await unit()];
  const zone = await geofence();
  const [one, hidden] = [await tracker('one', mine), await tracker('hidden', others)];
  await report(fix('one', 0), fix('hidden', 0));
  for (const trackerId of [one, hidden]) await enter(trackerId, zone);
  const { grants, ...viewer } = testViewer(tenantId, READER, { units: [mine, others] });
  const visits = testViewer(tenantId, ['visits:read'], { units: [mine] }).grants;
  const partial = { ...viewer, grants: [...grants, ...visits] };
  await using everybody = watch(partial);
  assert.deepEqual(idsOf(await everybody.next()), [one, hidden].toSorted());
  await using inside = watch(partial, { geofenceIds: [zone] });
  assert.deepEqual(idsOf(await inside.next()), [one]);
  await report(fix('hidden', 1));
  assert.ok(await inside.quiet());
});

test('lets go of those that a viewer may see no longer', async () => {
  const { tenantId, tracker, report, unit } = await tenant();
  const [mine, others] = [await unit(), await unit()];
  const [one, hidden] = [await tracker('one', mine), await tracker('hidden', others)];
  await report(fix('one', 0), fix('hidden', 0));
  const { grants, ...viewer } = testViewer(tenantId, READER, { units: [mine] });
  const until = live.site.clock.now() + 60_000;
  const forAMinute = testViewer(tenantId, READER, { units: [others] }).grants.map((grant) => ({ ...grant, until }));
  await using reader = watch({ ...viewer, grants: [...grants, ...forAMinute] });
  assert.deepEqual(idsOf(await reader.next()), [one, hidden].toSorted());
  live.site.advance(60_001);
  await report(fix('one', 1));
  const event = await reader.next();
  assert.deepEqual([idsOf(event), event.left], [[one], [hidden]]);
  live.site.advance(-60_001);
});
