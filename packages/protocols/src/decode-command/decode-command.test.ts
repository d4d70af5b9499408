import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64Of } from '../bytes/base64.ts';
import { hexOf } from '../bytes/hex.ts';
import { findMyKey } from '../find-my/key.ts';
import { sealReport } from '../find-my/seal-report.ts';
import { encodeVehiclePositions } from '../gtfs-realtime/encode-vehicle-positions.ts';
import { encodeOwnTracksEncrypted } from '../owntracks/encode-encrypted.ts';
import { encodeOwnTracksLocation } from '../owntracks/encode-location.ts';
import { decodeCommand } from './decode-command.ts';

/** An example of Concox’s document on GT06: a login. */
const LOGIN = '78780d01012345678901234500018cdd0d0a';

async function run(args: readonly string[], lines: readonly string[] = []) {
  const printed: string[] = [];
  const said: string[] = [];
  const code = await decodeCommand(args, {
    readLines: (path) => (path === 'absent' ? Promise.reject(new Error('no such file')) : Promise.resolve(lines)),
    now: () => 0,
    print: (line) => printed.push(line),
    say: (line) => said.push(line),
  });
  return { code, printed, said: said.join('\n') };
}

test('shows what a frame says and what it is answered', async () => {
  const { code, printed } = await run(['--protocol', 'gt06', '--hex', LOGIN]);
  assert.deepEqual(
    [code, printed],
    [
      0,
      [
        'frame 1: 18 bytes, checksum right',
        '  heartbeat',
        '    identifier: "123456789012345"',
        '    recordedAt: not said',
        '  answer: 787805010001d9dc0d0a',
      ],
    ],
  );
});

test('shows numbers with their units', async () => {
  const { printed } = await run([
    '--protocol',
    'osmand',
    '--text',
    '/?id=7&lat=1&lon=2&timestamp=0&altitude=3&batt=50',
  ]);
  assert.deepEqual(printed, [
    '  fix',
    '    identifier: "7"',
    '    recordedAt: 1970-01-01T00:00:00.000Z (0 ms)',
    '    batteryPercent: 50 %',
    '    latitude: 1 °',
    '    longitude: 2 °',
    '    altitudeMeters: 3 m',
  ]);
});

test('shows a message of OwnTracks by its topic, and opens it with its secret', async () => {
  const sent = encodeOwnTracksLocation({
    identifier: 'ada/phone',
    recordedAt: 0,
    latitude: 1,
    longitude: 2,
    attributes: {},
  });
  const topic = ['--topic', 'owntracks/ada/phone'];
  const { printed } = await run(['--protocol', 'owntracks', ...topic, '--text', sent]);
  assert.deepEqual(printed.slice(0, 2), ['  fix', '    identifier: "ada/phone"']);
  const nonce = new Uint8Array(24);
  const sealed = encodeOwnTracksEncrypted(sent, { secret: 'open sesame', nonce });
  const closed = await run(['--protocol', 'owntracks', ...topic, '--text', sealed]);
  assert.equal(closed.printed[0], '  unsupported');
  const opened = await run(['--protocol', 'owntracks', ...topic, '--secret', 'open sesame', '--text', sealed]);
  assert.deepEqual(opened.printed, printed);
  const lost = await run(['--protocol', 'owntracks', ...topic, '--text', '{"_type":"lwt","tst":0}']);
  assert.deepEqual(lost.printed, ['  lost: the broker lost the connection of ada/phone']);
});

test('shows the positions of a request each by its number, and why there are none', async () => {
  const positions = [{ tracker: 'a', time: '1970-01-01T00:00:00Z', latitude: 1, longitude: 2 }, { tracker: 'b' }];
  const { printed } = await run(['--protocol', 'positions', '--text', JSON.stringify({ positions })]);
  assert.deepEqual(
    printed.filter((line) => !line.startsWith('    ')),
    ['position 0', '  fix', 'position 1', '  malformed'],
  );
  const refused = await run(['--protocol', 'positions', '--text', '[1']);
  assert.equal(refused.printed[0], '  malformed');
});

test('shows the vehicles of a feed', async () => {
  const fix = { identifier: 'bus 7', recordedAt: 1_000, latitude: 1, longitude: 2, attributes: {} };
  const hex = hexOf(encodeVehiclePositions({ publishedAt: 2_000, fixes: [fix] }));
  const { printed } = await run(['--protocol', 'gtfs-realtime', '--hex', hex]);
  assert.match(printed[0] ?? '', /^feed made 1970-01-01T00:00:02.000Z: 1 vehicles, 0 taken back/);
  assert.ok(printed.includes('    identifier: "bus 7"'), printed.join('\n'));
  const refused = await run(['--protocol', 'gtfs-realtime', '--hex', 'ff']);
  assert.equal(refused.printed[0], '  malformed');
});

test('opens a report of Find My with the private key of the tag, and with no other', async () => {
  const [tag, other, ephemeral] = [1, 2, 3].map((seed) => findMyKey(new Uint8Array(28).fill(seed)));
  assert.ok(tag?.kind === 'key' && other?.kind === 'key' && ephemeral?.kind === 'key');
  const place = {
    recordedAt: 1_000_000_000_000,
    latitude: 1,
    longitude: 2,
    accuracyMeters: 30,
    status: 0,
    confidence: 2,
  };
  const report = sealReport(place, { tag, ephemeral, length: 88 });
  const ask = (secret: string, ...input: string[]) =>
    run(['--protocol', 'find-my', '--identifier', 'keys', '--secret', secret, ...input]);
  const key = base64Of(tag.privateKey);
  const { printed } = await ask(key, '--text', base64Of(report));
  assert.deepEqual(printed.slice(0, 2), ['  fix', '    identifier: "keys"']);
  assert.deepEqual((await ask(key, '--hex', hexOf(report))).printed, printed);
  assert.equal((await ask(base64Of(other.privateKey), '--hex', hexOf(report))).printed[0], '  malformed');
  assert.equal((await ask('no key', '--hex', hexOf(report))).printed[0], '  malformed');
});

test('counts by protocol what agrees, differs and is not read', async () => {
  const vector = { protocol: 'gt06', input: { hex: LOGIN }, device_ids: ['123456789012345'], decoded: null, key: 'a' };
  const other = { ...vector, device_ids: ['1'], key: 'b' };
  const lines = [vector, other, { ...vector, protocol: 'teapot' }].map((one) => JSON.stringify(one));
  const { code, printed, said } = await run(['--vectors', 'file'], [...lines, '']);
  assert.deepEqual(
    [code, printed.map((line): unknown => JSON.parse(line))],
    [
      0,
      [
        { protocol: 'gt06', frames: 2, decoded: 2, agree: 1, differ: 1, unsupported: 0 },
        { protocol: 'teapot', frames: 1, decoded: 0, agree: 0, differ: 0, unsupported: 1 },
      ],
    ],
  );
  assert.equal(said, 'gt06 b device_ids: ours "123456789012345", theirs ["1"]: NOT EXPLAINED');
});

for (const [args, problem] of [
  [[], '--protocol is missing'],
  [['--protocol', 'gt06'], 'either --hex or --text'],
  [['--protocol', 'gt06', '--hex', 'xy'], '--hex is xy'],
  [['--protocol', 'gt06', '--hex', '01', '--text', 'a'], 'either --hex or --text'],
  [['--protocol', 'gt06', '--hex'], '--hex needs a value'],
  [['--protocol', 'gt06', '--hex', ''], 'the input is empty'],
  [['--protocol', 'teapot', '--hex', '01'], '--protocol is teapot'],
  [['--protocol', 'gt06', '--hex', '01', '--utc-offset-seconds', 'x'], '--utc-offset-seconds is x'],
  [['--protocol', 'gt06', '--protocol', 'h02'], '--protocol is given twice'],
  [['--vectors', 'absent'], 'cannot be read: no such file'],
  [['--vectors', 'file', '--protocol', 'gt06'], '--vectors goes alone'],
  [['gt06'], 'unknown argument gt06'],
] as const) {
  test(`ends with 2 for ${JSON.stringify(args)}`, async () => {
    const { code, printed, said } = await run(args);
    assert.deepEqual([code, printed], [2, []]);
    assert.ok(said.includes(problem), said);
  });
}

test('ends with 2 for a line that is no vector, and says which', async () => {
  for (const [line, problem] of [
    ['{', 'line 1 is no vector: the line is no JSON object'],
    ['{"protocol":"gt06","input":{}}', 'neither hex nor text nor uri'],
    ['{"protocol":"gt06","input":{"hex":"0"}}', 'not hexadecimal'],
    ['{"protocol":"gt06","input":{"hex":"00"},"decoded":5}', 'neither null nor a list'],
  ] as const) {
    const { code, said } = await run(['--vectors', 'file'], [line]);
    assert.equal(code, 2);
    assert.ok(said.includes(problem), said);
  }
});
