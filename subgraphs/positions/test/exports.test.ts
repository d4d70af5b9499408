import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { zstdDecompressSync } from 'node:zlib';

import { testViewer } from '@trekker/kit/testing';
import { readTrackFile } from '@trekker/protocols';
import { parquetReadObjects } from 'hyparquet';

import { post, startIntakeBeside, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions({ TREKKER_POSITIONS_EXPORT_MAX_POSITIONS: '400' })));
after(() => site[Symbol.asyncDispose]());

const EXPORT = `id format state progress positionCount problem finishedAt files { name mediaType byteCount positionCount path }`;
const START = `mutation ($input: StartPositionExportInput!) { startPositionExport(input: $input) {
  export { ${EXPORT} } userErrors { field code message } } }`;
const CANCEL = `mutation ($input: CancelPositionExportInput!) { cancelPositionExport(input: $input) {
  export { ${EXPORT} } userErrors { code } } }`;
const ONE = `query ($id: ID!) { positionExport(id: $id) { ${EXPORT} } }`;
const LIST = `{ positionExports { nodes { id } } }`;

const DAY_MS = 86_400_000;
const TODAY = Math.floor(Date.now() / DAY_MS) * DAY_MS;
/** Ten minutes around the midnight before last, so that two days are touched. */
const BEGIN = TODAY - DAY_MS - 300_000;
const SPAN = { from: new Date(BEGIN).toISOString(), to: new Date(BEGIN + 600_000).toISOString() };

async function fleet() {
  const tenant = await site.tenant();
  const trackers = { bus: await tenant.tracker('bus', 'unit-a'), van: await tenant.tracker('van', 'unit-b') };
  await site.positions.caughtUp(5_000);
  for (const tracker of ['bus', 'van']) {
    const positions = Array.from({ length: 120 }, (_, at) => ({
      tracker,
      time: BEGIN + at * 5_000,
      latitude: 52.5 + at / 1e6,
      longitude: 13.4,
      speed: 1.25,
      ...(at % 2 ? { altitude: 3.5, attributes: { at } } : {}),
    }));
    assert.equal((await post(tenant.door, positions)).status, 200);
  }
  let calls = 0;
  const viewer = tenant.viewer();
  return {
    ...tenant,
    trackers,
    viewer,
    some: (units: readonly string[]) => tenant.viewer(units),
    async start(input: Record<string, unknown>, as = viewer) {
      const variables = { input: { ...SPAN, idempotencyKey: `call ${++calls}`, ...input } };
      const { data, errors } = await site.run(START, { viewer: as, variables });
      return data?.startPositionExport ?? errors;
    },
    async ended(id: string, as = viewer) {
      for (;;) {
        const { positionExport } = (await site.run(ONE, { viewer: as, variables: { id } })).data;
        if (!['WAITING', 'RUNNING'].includes(positionExport.state)) return positionExport;
        await sleep(50);
      }
    },
    fetchFile: async (path: string, base = site.base) => fetch(`${base}${path}`),
  };
}

test('a Parquet file for each day holds exactly what the history holds, in its units and its order', async () => {
  const { start, ended, fetchFile, tenantId } = await fleet();
  const made = await ended((await start({ format: 'PARQUET' })).export.id);
  assert.equal(made.state, 'DONE', made.problem);
  assert.deepEqual([made.progress, made.positionCount, made.files.length], [1, 240, 2]);
  const day = (at: number) => `positions-${new Date(at).toISOString().slice(0, 10)}.parquet`;
  assert.deepEqual(
    made.files.map(({ name }: { name: string }) => name),
    [day(BEGIN), day(BEGIN + 600_000)],
  );
  const exported: unknown[] = [];
  for (const { path, byteCount, positionCount } of made.files) {
    const response = await fetchFile(path);
    assert.equal(response.headers.get('content-type'), 'application/vnd.apache.parquet');
    const file = await response.arrayBuffer();
    assert.deepEqual([file.byteLength, positionCount], [byteCount, 120]);
    const compressors = { ZSTD: (bytes: Uint8Array) => new Uint8Array(zstdDecompressSync(bytes)) };
    exported.push(...(await parquetReadObjects({ file, compressors, utf8: false })));
  }
  const rows = await site.postgres.admin`
    select tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, altitude_cm, accuracy_cm, speed_mms, heading_cd,
      battery_percent, received_at, attributes
    from positions.history where tenant_id = ${tenantId}
    order by recorded_at >= ${TODAY - DAY_MS}, tracker_id, recorded_at`;
  const plain = (row: any) => ({
    ...row,
    recorded_at: Number(row.recorded_at),
    received_at: Number(row.received_at),
    dedupe: Buffer.from(row.dedupe).toString('hex'),
    attributes: typeof row.attributes === 'string' ? JSON.parse(row.attributes) : (row.attributes ?? null),
  });
  assert.deepEqual(exported.map(plain), rows.map(plain));
});

for (const format of ['GPX', 'CSV', 'NDJSON', 'GEOJSON'] as const) {
  test(`an export as ${format} reads back as what devices sent`, async () => {
    const { start, ended, fetchFile, trackers } = await fleet();
    const made = await ended((await start({ format, trackerIds: [trackers.bus] })).export.id);
    const [file] = made.files;
    const text = await (await fetchFile(file.path)).text();
    const read = readTrackFile(Buffer.from(text), {});
    assert.ok('tracks' in read, JSON.stringify(read).slice(0, 300));
    const fixes = read.tracks.flatMap((track) => track.fixes);
    assert.deepEqual([fixes.length, fixes[0]?.recordedAt, fixes[0]?.latitude], [120, BEGIN, 52.5]);
  });
}

test('another process over the same database hands a file out, until its link ends, and never another one', async () => {
  const { start, ended, fetchFile } = await fleet();
  const { files } = await ended((await start({ format: 'CSV' })).export.id);
  const path: string = files[0].path;
  await using beside = await startIntakeBeside(site);
  assert.equal((await fetchFile(path, beside.base)).status, 200);
  for (const other of [path.slice(0, -2), path.replace('/exports/', '/exports/x'), '/exports/', '/exports/a.b']) {
    assert.equal((await fetchFile(other)).status, 404, other);
  }
  site.advance(76 * 60_000);
  assert.equal((await fetchFile(path)).status, 404);
  site.advance(-76 * 60_000);
});

test('a viewer gets what lies within the reach, and of exports only the own ones, unless it reaches everything', async () => {
  const { start, ended, some, viewer, tenantId } = await fleet();
  const partial = some(['unit-a']);
  const made = await ended((await start({ format: 'CSV' }, partial)).export.id, partial);
  assert.equal(made.positionCount, 120);
  const colleague = { ...partial, actor: { kind: 'user' as const, id: 'somebody-else' } };
  assert.equal((await site.run(ONE, { viewer, variables: { id: made.id } })).data.positionExport.id, made.id);
  const stranger = (await site.tenant()).viewer();
  for (const other of [colleague, stranger]) {
    assert.equal((await site.run(ONE, { viewer: other, variables: { id: made.id } })).data.positionExport, null);
    assert.deepEqual((await site.run(LIST, { viewer: other })).data.positionExports.nodes, []);
    const cancelled = await site.run(CANCEL, { viewer: other, variables: { input: { exportId: made.id } } });
    assert.equal(cancelled.data.cancelPositionExport.userErrors[0].code, 'NOT_FOUND');
  }
  const [refused] = await start({ format: 'CSV' }, testViewer(tenantId, ['people:read']));
  assert.equal(refused.extensions.code, 'FORBIDDEN');
});

test('the same call twice is one export, another one under its key is refused, and so is bad input by field and value', async () => {
  const { start } = await fleet();
  const asked = { format: 'CSV', idempotencyKey: 'once' };
  const [first, second] = [await start(asked), await start(asked)];
  assert.equal(second.export.id, first.export.id);
  assert.equal((await start({ ...asked, format: 'GPX' })).userErrors[0].code, 'KEY_USED');
  const atOnce = { format: 'CSV', idempotencyKey: 'at once' };
  const started = await Promise.all(Array.from({ length: 4 }, () => start(atOnce)));
  assert.equal(new Set(started.map((one) => one.export?.id)).size, 1, JSON.stringify(started));
  for (const wrong of [{ to: SPAN.from }, { trackerIds: ['x'] }, { trackerIds: [] }, { idempotencyKey: '' }])
    assert.equal((await start({ format: 'CSV', ...wrong })).userErrors.length, 1, JSON.stringify(wrong));
  for (const nobody of [{ trackerIds: [randomUUID()] }, { unitIds: [randomUUID()] }])
    assert.equal((await start({ format: 'CSV', ...nobody })).userErrors[0].code, 'NOTHING_FITS');
});

test('a run that another one took the place of ends no export', async () => {
  const { start, viewer } = await fleet();
  const { admin } = site.postgres;
  // The other run comes in between the last part of the file and the end.
  await admin.unsafe(`
    create function positions.take_over() returns trigger language plpgsql as $$ begin
      update positions.jobs set run = gen_random_uuid() where key = new.export_id::text;
      return new;
    end $$;
    create trigger take_over before insert on positions.export_files for each row execute function positions.take_over()`);
  const { id } = (await start({ format: 'CSV' })).export;
  const runs = () => admin`select 1 from positions.export_files where export_id = ${id}`;
  while (!(await runs()).length) await sleep(20);
  await sleep(500);
  const { positionExport } = (await site.run(ONE, { viewer, variables: { id } })).data;
  assert.equal(positionExport.state, 'RUNNING');
  await admin.unsafe('drop function positions.take_over cascade');
});

test('an export that is given up while it is made is made no further', async () => {
  const { start, viewer, tenantId } = await fleet();
  const { admin } = site.postgres;
  // Given up once the first of its trackers is read.
  await admin.unsafe(`
    create function positions.give_up() returns trigger language plpgsql as $$ begin
      if new.position_count = 120 then new.state := 'CANCELLED'; end if;
      return new;
    end $$;
    create trigger give_up before update on positions.exports for each row execute function positions.give_up()`);
  const { id } = (await start({ format: 'CSV' })).export;
  const job = () => admin`select 1 from positions.jobs where key = ${id} and state = 'done'`;
  while (!(await job()).length) await sleep(20);
  const left = await admin`
    select 1 from positions.export_chunks where tenant_id = ${tenantId}
    union all select 1 from positions.export_files where tenant_id = ${tenantId}`;
  assert.equal(left.length, 0);
  assert.equal((await site.run(ONE, { viewer, variables: { id } })).data.positionExport.state, 'CANCELLED');
  await admin.unsafe('drop function positions.give_up cascade');
});

test('no more than five exports of a tenant wait or are being made, however many are asked for at once', async () => {
  const { start } = await fleet();
  let codes: (string | undefined)[] = [];
  await site.postgres.admin.begin(async (sql) => {
    // None of them can be finished meanwhile.
    await sql`lock table positions.export_files in access exclusive mode`;
    const started = await Promise.all(Array.from({ length: 12 }, () => start({ format: 'CSV' })));
    codes = started.map(({ userErrors }) => userErrors[0]?.code);
  });
  assert.deepEqual([codes.length, codes.filter((code) => code === 'TOO_MANY').length], [12, 7]);
});

test('an export that is given up leaves nothing, one that is too large says so, and both are forgotten in time', async () => {
  const { start, ended, viewer, door, tenantId } = await fleet();
  // Nobody makes it before it is given up: its turn comes after the statement below.
  const input = { exportId: (await start({ format: 'NDJSON' })).export.id };
  await site.run(CANCEL, { viewer, variables: { input } });
  assert.match((await ended(input.exportId)).state, /CANCELLED|DONE/);
  const more = Array.from({ length: 200 }, (_, at) => ({
    tracker: 'bus',
    time: BEGIN + at * 1_000 + 1,
    latitude: 1,
    longitude: 1,
  }));
  assert.equal((await post(door, more)).status, 200);
  const large = await ended((await start({ format: 'NDJSON' })).export.id);
  assert.deepEqual([large.state, large.files], ['FAILED', []]);
  assert.match(large.problem, /more than 400 positions/);
  const left = () => site.postgres.admin`select 1 from positions.exports where tenant_id = ${tenantId}`;
  assert.equal((await left()).length, 2);
  site.advance(25 * 3_600_000);
  await site.postgres.admin`update positions.jobs set run_at = now() where kind = 'sweep-exports'`;
  while ((await left()).length) await sleep(50);
  site.advance(-25 * 3_600_000);
});
