import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bytesOfHex, hexOf } from '../src/bytes/hex.ts';
import { type Circumstances, type DecodedFrame, type DeviceProtocol, NEW_SESSION } from '../src/device-protocol.ts';
import { protocolNamed } from '../src/vectors/decode-vector.ts';

const FILE = 'devices/vendor-doc-frames.json';
const path = join(import.meta.dirname, '../../../../shared/data', FILE);

/** An example of a vendor's document and what it means by the layout that the document gives. */
interface Example {
  readonly protocol: string;
  readonly transport?: 'tcp' | 'udp';
  readonly hex: string;
  readonly crc_ok?: boolean;
  readonly expected: Record<string, unknown> & { type?: string; records?: readonly Record<string, unknown>[] };
}

if (!existsSync(path)) {
  test('reads examples of vendors’ documents', { skip: `needs shared/data/${FILE}` });
} else {
  const examples = JSON.parse(readFileSync(path, 'utf8')) as Example[];
  for (const [at, example] of examples.entries()) {
    const ours = protocolNamed(example.protocol);
    if (ours) test(`reads example ${at} of the documents on ${example.protocol}`, () => judge(ours, example));
  }
}

function judge(ours: DeviceProtocol, { hex, transport = 'tcp', crc_ok, expected }: Example): void {
  const bytes = bytesOfHex(hex);
  assert.ok(bytes);
  const splitter = ours.splitter();
  const frames = transport === 'udp' ? [bytes] : splitter.push(bytes);
  const session = { ...NEW_SESSION, identifier: 'unnamed' };
  const circumstances: Circumstances = { transport, receivedAt: 0, utcOffsetSeconds: 0, speedUnit: null };
  if ('reject' in expected) {
    const decoded = frames.map((frame) => ours.decodeFrame(frame, session, circumstances));
    // A broken frame is refused, or dropped as no frame, or at least known to be broken.
    const fine = decoded.filter((one) => one.checksum !== 'wrong' && one.messages.some(({ kind }) => kind === 'fix'));
    assert.deepEqual(fine, []);
    return;
  }
  const [frame] = frames;
  assert.ok(frames.length === 1 && frame);
  const decoded = ours.decodeFrame(frame, session, circumstances);
  if (crc_ok !== undefined) assert.equal(decoded.checksum, crc_ok ? 'right' : 'wrong');
  agree(decoded, expected);
}

function agree(decoded: DecodedFrame, { type, imei, ack_hex, records, ...fields }: Example['expected']): void {
  const ack = ack_hex ?? fields['ack_hex_unverified'];
  if (ack !== undefined) assert.equal(decoded.answer && hexOf(decoded.answer), ack);
  if (imei !== undefined) assert.equal(decoded.session.identifier, imei);
  if (type === 'heartbeat') assert.equal(decoded.messages[0]?.kind, 'heartbeat');
  if (type === 'location' || type === 'alarm') agreeOnFix(decoded.messages[0], fields);
  for (const [at, record] of (records ?? []).entries()) agreeOnFix(decoded.messages[at], record);
}

function agreeOnFix(message: DecodedFrame['messages'][number] | undefined, expected: Record<string, unknown>): void {
  assert.ok(message?.kind === 'fix' || message?.kind === 'heartbeat', JSON.stringify(message));
  const { recordedAt, attributes } = message.kind === 'fix' ? message.fix : message;
  assert.equal(recordedAt, Date.parse(String(expected['time'])));
  if (message.kind === 'fix') {
    const { latitude, longitude, speedMetersPerSecond, headingDegrees } = message.fix;
    near(latitude, expected['lat']);
    near(longitude, expected['lon']);
    near((speedMetersPerSecond ?? 0) * 3.6, expected['speed_kmh']);
    near(headingDegrees, expected['course']);
    if (expected['fix'] !== undefined) assert.equal(attributes['valid'] !== false, expected['fix']);
  }
  const { mcc, mnc, lac, cid } = expected;
  if (cid !== undefined) assert.equal(attributes['cells'], [mcc, mnc, lac, cid].join());
  if (expected['satellites'] !== undefined) assert.equal(attributes['satellites'], expected['satellites']);
}

function near(ours: number | undefined, expected: unknown): void {
  if (typeof expected === 'number') assert.ok(Math.abs((ours ?? Number.NaN) - expected) < 1e-5, `${ours}, ${expected}`);
}
