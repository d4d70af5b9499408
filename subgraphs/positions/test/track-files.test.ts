import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import {
  MAX_IDENTIFIER_CHARACTERS,
  readTrackFile,
  TRACK_FILE_FORMATS,
  writeTrackFile,
  type RecordedFix,
} from '@trekker/protocols';

import { countOf } from './mqtt.ts';
import { fix, post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions({ TREKKER_POSITIONS_MAX_TRACK_FILE_BYTES: '4000000' })));
after(() => site[Symbol.asyncDispose]());

const HOUR = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000;
const FROM = new Date(HOUR - 86_400_000 * 365).toISOString();
const TO = new Date(HOUR + 86_400_000).toISOString();

const IMPORT = `mutation ($input: ImportTrackInput!) { importTrack(input: $input) {
  import { format tracks accepted duplicates rejected problemCount problems { line track point spoils code message } }
  userErrors { field code } } }`;
const EXPORT = `query ($id: ID!, $format: TrackFileFormat!, $most: Int!, $after: String, $from: DateTime!, $to: DateTime!) {
  _entities(representations: [{ __typename: "Tracker", id: $id }]) { ... on Tracker {
    trackFile(format: $format, from: $from, to: $to, maxPositions: $most, after: $after) {
      content positionCount mediaType pageInfo { hasNextPage endCursor } } } } }`;

async function bus() {
  const tenant = await site.tenant();
  const trackerId = await tenant.tracker('bus-1', 'fleet');
  await site.positions.caughtUp(5_000);
  const viewer = tenant.viewer();
  let calls = 0;
  return {
    ...tenant,
    trackerId,
    async importFile(input: Record<string, unknown>, as = viewer) {
      const variables = { input: { trackerId, idempotencyKey: `call ${++calls}`, ...input } };
      return (await site.run(IMPORT, { viewer: as, variables })).data.importTrack;
    },
    async exportPart(changes: Record<string, unknown> = {}, as = viewer) {
      const variables = { id: trackerId, format: 'GPX', most: 5_000, from: FROM, to: TO, ...changes };
      const { data, errors } = await site.run(EXPORT, { viewer: as, variables });
      return { part: data?._entities[0]?.trackFile, errors };
    },
    async upload(body: string | Buffer<ArrayBuffer>, query = 'tracker=bus-1', init: RequestInit = {}) {
      const response = await fetch(`${tenant.door}/v1/tracks?${query}`, { method: 'POST', body, ...init });
      const text = await response.text();
      return { status: response.status, answer: text.startsWith('{') ? JSON.parse(text) : text };
    },
  };
}

const fixOf = (second: number, identifier = 'bus-1'): RecordedFix => ({
  identifier,
  recordedAt: HOUR + second * 1_000,
  latitude: 52.5 + second / 1e4,
  longitude: 13.4,
  altitudeMeters: 35.25,
  accuracyMeters: 4.5,
  speedMetersPerSecond: 3.217,
  headingDegrees: 271.43,
  batteryPercent: 81,
  attributes: { satellites: 9, ignition: true, note: 'a <b> & "c"' },
});
const fileOf = (format: (typeof TRACK_FILE_FORMATS)[number], seconds: number[]) =>
  writeTrackFile(format, [{ name: null, fixes: seconds.map((second) => fixOf(second)) }]);

for (const format of TRACK_FILE_FORMATS) {
  test(`imports ${format}, and exports it part by part so that it comes back as the same positions`, async () => {
    const { importFile, exportPart, tenantId } = await bus();
    const { import: imported, userErrors } = await importFile({ text: fileOf(format, [0, 1, 2, 3, 4]) });
    assert.deepEqual(userErrors, []);
    assert.deepEqual(
      [imported.format, imported.accepted, imported.duplicates, imported.rejected, imported.problems],
      [format.toUpperCase(), 5, 0, 0, []],
    );
    const parts: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { part } = await exportPart({ format: format.toUpperCase(), most: 2, after });
      parts.push(part.content);
      ({ hasNextPage: more, endCursor: after } = part.pageInfo);
    }
    assert.equal(parts.length, 3);
    const file = readTrackFile(parts.join(''));
    assert.deepEqual([file.format, file.problems], [format, []]);
    assert.deepEqual(
      file.tracks.flatMap(({ fixes }) => fixes),
      [0, 1, 2, 3, 4].map((second) => fixOf(second)),
    );
    const again = (await importFile({ base64: Buffer.from(parts.join('')).toString('base64') })).import;
    assert.deepEqual([again.accepted, again.duplicates], [0, 5]);
    assert.equal(await countOf(site, tenantId), 5);
  });
}

test('imports the good points of a file and lists the bad ones with their places', async () => {
  const { importFile, tenantId } = await bus();
  const time = (second: number) => new Date(HOUR + second * 1_000).toISOString();
  const rows = [
    `${time(0)},52.5,13.4,`,
    `${time(1)},north,13.4,`,
    `${time(2)},91,13.4,`,
    `${time(3)},52.5,13.4,fast`,
    `1999-01-01T00:00:00Z,52.5,13.4,`,
    `${time(5)},52.6,13.4,`,
  ];
  const { import: imported } = await importFile({ text: ['time,latitude,longitude,speed', ...rows].join('\n') });
  assert.deepEqual([imported.accepted, imported.rejected, imported.problemCount], [3, 3, 4]);
  const places = imported.problems.map((problem: Record<string, unknown>) => [
    problem.line,
    problem.track,
    problem.point,
    problem.spoils,
    problem.code,
  ]);
  assert.deepEqual(places, [
    [3, 1, 2, 'POINT', 'UNREADABLE'],
    [5, 1, 4, 'FIELD', 'UNREADABLE'],
    [null, 1, 3, 'POINT', 'OUT_OF_RANGE'],
    [null, 1, 5, 'POINT', 'IMPLAUSIBLE_TIME'],
  ]);
  assert.equal(await countOf(site, tenantId), 3);
});

test('gives points without a time the times it is told, and lists them otherwise', async () => {
  const { importFile } = await bus();
  const text = 'latitude,longitude\n52.5,13.4\n52.6,13.4\n';
  const without = (await importFile({ text })).import;
  assert.deepEqual([without.accepted, without.rejected], [0, 2]);
  const missingTimes = { startAt: new Date(HOUR).toISOString(), stepMs: 1_000 };
  assert.equal((await importFile({ text, missingTimes })).import.accepted, 2);
});

test('answers a call with the same key as before, and refuses the key for another file', async () => {
  const { importFile } = await bus();
  const input = { text: fileOf('gpx', [0, 1]), idempotencyKey: 'once' };
  const first = await importFile(input);
  assert.equal(first.import.accepted, 2);
  assert.deepEqual(await importFile(input), first);
  const other = await importFile({ ...input, text: fileOf('gpx', [0]) });
  assert.deepEqual(other, { import: null, userErrors: [{ field: ['input', 'idempotencyKey'], code: 'KEY_USED' }] });
});

test('says what is wrong with the input, and what is no file of tracks', async () => {
  const { importFile } = await bus();
  const wrong = [
    [{ trackerId: null }, 'trackerId', 'INVALID'],
    [{ identifier: 'bus-1' }, 'trackerId', 'INVALID'],
    [{ text: null }, 'text', 'INVALID'],
    [{ base64: 'AAAA' }, 'text', 'INVALID'],
    [{ text: null, base64: '***' }, 'base64', 'INVALID'],
    [{ trackerId: null, identifier: 'nobody' }, 'identifier', 'NOT_FOUND'],
    [{ idempotencyKey: '' }, 'idempotencyKey', 'INVALID'],
  ] as const;
  for (const [changes, field, code] of wrong) {
    const { userErrors } = await importFile({ text: 'x', ...changes });
    assert.deepEqual(userErrors, [{ field: ['input', field], code }], JSON.stringify(changes));
  }
  const { import: nothing } = await importFile({ text: 'Dear Sir or Madam' });
  assert.deepEqual([nothing.accepted, nothing.problems[0].spoils], [0, 'FILE']);
});

test('imports for nobody of another tenant or unit, and exports nothing to them', async () => {
  const [a, b] = [await bus(), await bus()];
  await a.importFile({ trackerId: null, identifier: 'bus-1', text: fileOf('gpx', [0, 1]) });
  for (const viewer of [b.viewer(), a.viewer(['other'])]) {
    const { userErrors } = await a.importFile({ text: fileOf('gpx', [2]) }, viewer);
    assert.deepEqual(userErrors, [{ field: ['input', 'trackerId'], code: 'NOT_FOUND' }]);
    const { part } = await a.exportPart({}, viewer);
    assert.deepEqual([part.positionCount, part.pageInfo.hasNextPage], [0, false]);
    assert.equal(part.content.includes('trkpt'), false);
  }
  assert.equal((await a.exportPart({}, a.viewer(['fleet']))).part.positionCount, 2);
  assert.deepEqual([await countOf(site, a.tenantId), await countOf(site, b.tenantId)], [2, 0]);
  // The same key and the same cursor in another tenant mean nothing of this one's.
  await a.importFile({ text: fileOf('gpx', [3]), idempotencyKey: 'shared' });
  assert.equal((await b.importFile({ text: fileOf('gpx', [3]), idempotencyKey: 'shared' })).import.accepted, 1);
});

test('refuses spans and sizes of parts that make no sense', async () => {
  const { exportPart } = await bus();
  for (const changes of [{ to: FROM }, { most: 0 }, { most: 20_001 }, { after: 'nonsense' }]) {
    const { errors } = await exportPart(changes);
    assert.equal(errors?.[0]?.extensions?.['code'], 'INVALID_INPUT', JSON.stringify(changes));
  }
});

test('takes a file at the door, answered once it is on disk, larger than a request of the API', async () => {
  const { upload, tenantId } = await bus();
  const seconds = Array.from({ length: 12_000 }, (_, second) => second / 10);
  const file = fileOf('csv', seconds);
  assert.ok(file.length > 1_000_000);
  const first = await upload(file);
  assert.deepEqual([first.status, first.answer.accepted, first.answer.duplicates], [200, 12_000, 0]);
  assert.equal(await countOf(site, tenantId), 12_000);
  const zipped = await upload(gzipSync(file), 'tracker=bus-1&format=csv', { headers: { 'content-encoding': 'gzip' } });
  assert.deepEqual([zipped.status, zipped.answer.accepted, zipped.answer.duplicates], [200, 0, 12_000]);
});

test('answers devices while a large file is being read', async () => {
  const { upload, door, tracker } = await bus();
  await tracker('bus-2');
  const points = Array.from({ length: 30_000 }, (_, at) => `<trkpt lat="52.5" lon="13.4"><time>${at}</time></trkpt>`);
  const uploaded = upload(`<gpx version="1.1"><trk><trkseg>${points.join('')}</trkseg></trk></gpx>`);
  const began = performance.now();
  let slowest = 0;
  for (let second = 0; second < 10; second += 1) {
    const sentAt = performance.now();
    assert.equal((await post(door, [fix('bus-2', second)])).status, 200);
    slowest = Math.max(slowest, performance.now() - sentAt);
  }
  const { status, answer } = await uploaded;
  assert.deepEqual([status, answer.rejected, answer.problems.length], [200, 30_000, 100]);
  assert.ok(slowest < 1_000, `the slowest answer took ${slowest} ms of ${performance.now() - began}`);
});

test('lets the file name its trackers where the request does not, and lists those it does not know', async () => {
  const { upload, tracker, tenantId } = await bus();
  await tracker('bus-2');
  const tracks = ['bus-1', 'bus-2', 'bus-3'].map((name) => ({ name: null, fixes: [fixOf(0, name), fixOf(1, name)] }));
  const { status, answer } = await upload(writeTrackFile('ndjson', tracks), '');
  assert.deepEqual([status, answer.accepted, answer.rejected], [200, 4, 2]);
  assert.deepEqual(new Set(answer.problems.map(({ code }: { code: string }) => code)), new Set(['UNKNOWN_TRACKER']));
  assert.equal(await countOf(site, tenantId), 4);
});

test('refuses at the door what is of no use, too large or behind no door', async () => {
  const { upload, door } = await bus();
  const file = fileOf('gpx', [0]);
  assert.equal((await upload('Dear Sir or Madam')).status, 400);
  assert.equal((await upload(file, 'tracker=nobody')).status, 404);
  assert.equal((await upload(file, 'tracker=bus-1&format=fit')).status, 400);
  assert.equal((await upload(file, `tracker=${'x'.repeat(MAX_IDENTIFIER_CHARACTERS + 1)}`)).status, 400);
  assert.equal((await upload(Buffer.alloc(4_000_001))).status, 413);
  assert.equal((await fetch(`${door}/v1/tracks?tracker=bus-1`)).status, 405);
  assert.equal((await fetch(`${site.base}/i/wrong/v1/tracks`, { method: 'POST', body: file })).status, 401);
});

test('tells who imported a file, and who set or took away a secret, and not what it is', async () => {
  const { importFile, trackerId, tenantId, viewer } = await bus();
  await importFile({ text: fileOf('gpx', [0, 1]) });
  const set = 'mutation ($input: SetPayloadSecretInput!) { setPayloadSecret(input: $input) { userErrors { code } } }';
  for (const secret of ['open sesame', null]) {
    await site.run(set, { viewer: viewer(), variables: { input: { trackerId, secret } } });
  }
  const entries = await site.postgres.admin<{ type: string; actor: string | null; text: string }[]>`
    select type, actor_id as actor, payload::text as text from log.entries
    where topic = 'devices' and tenant_id = ${tenantId} order by "offset"`;
  assert.deepEqual(
    entries.map(({ type }) => type),
    ['track-file-imported', 'device-secret-set', 'device-secret-removed'],
  );
  assert.ok(entries.every(({ actor, text }) => actor !== null && text.includes(trackerId) && !text.includes('sesame')));
});
