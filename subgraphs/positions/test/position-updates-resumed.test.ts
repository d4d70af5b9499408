import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { tileAt } from '@trekker/geo';
import { decodeCursor, encodeCursor, uuidv7 } from '@trekker/kit';

import { idsOf, startLive, type LiveSite } from './live-site.ts';
import { fix } from './positions.ts';

let live: LiveSite;
before(async () => void (live = await startLive()));
after(() => live[Symbol.asyncDispose]());
const watch: LiveSite['watch'] = (...asked) => live.watch(...asked);
const tenant = () => live.tenant();

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

test('tells a reader who came back of who leaves later, though it was told of it before it went', async () => {
  const { all, tracker, report } = await tenant();
  const trackerId = await tracker('goes later');
  await report(fix('goes later', 0));
  const filter = { tiles: [tileAt({ latitude: 52.5, longitude: 13.4 }, 8)] };
  let cursor = '';
  {
    await using reader = watch(all, filter);
    ({ cursor } = await reader.next());
  }
  await using reader = watch(all, filter, { after: cursor });
  assert.deepEqual(idsOf(await reader.next()), []);
  await report(fix('goes later', 1_800, { latitude: 50 }));
  assert.deepEqual((await reader.next()).left, [trackerId]);
});

test('has a reader begin anew who missed more than is looked through, and of whom a unit that moved may have left', async () => {
  const { all, tenantId, tracker, report, unit, tell, settled } = await tenant();
  const crew = await unit();
  const trackerId = await tracker('one', crew);
  await report(fix('one', 0));
  const ofCrew = { unitIds: [crew] };
  const [wide, narrow] = [await cursorOf(null), await cursorOf(ofCrew)];
  await tell('tenancy', 'unit-moved', { units: [{ unitId: crew, path: [uuidv7(), crew] }] });
  assert.deepEqual([await resumed(null, wide), await resumed(ofCrew, narrow)], ['resumed', 'CURSOR_EXPIRED']);
  const positionsAlone = Object.entries(decodeCursor(wide)).filter(([head]) => head.startsWith('positions/'));
  assert.ok(positionsAlone.length);
  assert.equal(await resumed(null, encodeCursor(Object.fromEntries(positionsAlone))), 'CURSOR_EXPIRED');
  await live.site.writer.withTenant(tenantId, async (tx) => {
    const visit = { trackerId, geofenceId: uuidv7(), to: null };
    for (let count = 0; count < 2_001; count += 1)
      tx.publish({
        topic: 'visits',
        subject: tenantId,
        type: 'visit-changed',
        payload: { visitId: uuidv7(), ...visit },
      });
  });
  await settled();
  assert.equal(await resumed(null, wide), 'CURSOR_EXPIRED');

  async function cursorOf(filter: Record<string, unknown> | null): Promise<string> {
    await using reader = watch(all, filter);
    return (await reader.next()).cursor;
  }

  async function resumed(filter: Record<string, unknown> | null, cursor: string): Promise<unknown> {
    await using reader = watch(all, filter, { after: cursor });
    return (await reader.refusal()) ?? 'resumed';
  }
});
