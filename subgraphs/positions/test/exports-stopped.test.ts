import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { post, startIntakeBeside, startPositions, type TestPositions } from './positions.ts';

const START = `mutation ($input: StartPositionExportInput!) { startPositionExport(input: $input) {
  export { id } userErrors { code message } } }`;
const ONE = 'query ($id: ID!) { positionExport(id: $id) { state progress files { path } } }';
const BEGIN = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 7_200_000;
const TRACKERS = 12;

/** A tenant with trackers whose positions are exported. */
async function fleet(site: TestPositions) {
  const tenant = await site.tenant();
  const names = Array.from({ length: TRACKERS }, (_, at) => `bus ${at}`);
  for (const name of names) await tenant.tracker(name);
  await site.positions.caughtUp(5_000);
  const place = { latitude: 52.5, longitude: 13.4 };
  const { status } = await post(
    tenant.door,
    names.map((tracker, at) => ({ tracker, time: BEGIN + at * 1_000, ...place })),
  );
  assert.equal(status, 200);
  const viewer = tenant.viewer();
  const span = { from: new Date(BEGIN).toISOString(), to: new Date(BEGIN + 3_600_000).toISOString() };
  return {
    ...tenant,
    async start(): Promise<string> {
      const input = { format: 'CSV', ...span, idempotencyKey: 'the export' };
      return (await site.run(START, { viewer, variables: { input } })).data.startPositionExport.export.id;
    },
    one: async (id: string) => (await site.run(ONE, { viewer, variables: { id } })).data.positionExport,
  };
}

test('an export stops with its service, and the next one makes it', async () => {
  await using site = await startPositions();
  const { start, one } = await fleet(site);
  const { admin } = site.postgres;
  // Each of its trackers takes a while.
  await admin.unsafe(`
    create function positions.linger() returns trigger language plpgsql as $$ begin perform pg_sleep(0.4); return new; end $$;
    create trigger linger before update on positions.exports for each row execute function positions.linger()`);
  const id = await start();
  while (!((await one(id)).progress > 0)) await sleep(20);
  const beganAt = performance.now();
  await site.positions.stop();
  assert.ok(performance.now() - beganAt < 3_000, 'not when all of it is made');
  const [left] = await admin`select state, progress from positions.exports where export_id = ${id}`;
  assert.equal(left?.['state'], 'RUNNING');
  assert.ok(left?.['progress'] < 1);
  assert.equal((await admin`select 1 from positions.export_files`).length, 0);
  await admin.unsafe('drop function positions.linger cascade');
  await using _next = await startIntakeBeside(site, { TREKKER_POSITIONS_ROLE: 'query' });
  const state = async () => (await admin`select state from positions.exports where export_id = ${id}`)[0]?.['state'];
  for (const end = Date.now() + 20_000; (await state()) !== 'DONE'; await sleep(50)) assert.ok(Date.now() < end);
});

test('a file is handed out while its export is done, and in no other state', async () => {
  await using site = await startPositions();
  const { start, one } = await fleet(site);
  const id = await start();
  while ((await one(id)).state !== 'DONE') await sleep(20);
  const [{ path }] = (await one(id)).files;
  const fetched = async () => (await fetch(`${site.base}${path}`)).status;
  assert.equal(await fetched(), 200);
  for (const state of ['WAITING', 'RUNNING', 'FAILED', 'CANCELLED']) {
    await site.postgres.admin`update positions.exports set state = ${state} where export_id = ${id}`;
    assert.equal(await fetched(), 404, state);
    assert.deepEqual((await one(id)).files, [], state);
  }
  await site.postgres.admin`update positions.exports set state = 'DONE' where export_id = ${id}`;
  assert.equal(await fetched(), 200);
});
