import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { type Circumstances, type DeviceProtocol, NEW_SESSION, PROTOCOLS } from '@trekker/protocols';
import { hexOf } from '../src/bytes/hex.ts';
import { protocolNamed } from '../src/vectors/decode-vector.ts';
import { splitInput } from '../src/vectors/split-input.ts';
import { parseVector } from '../src/vectors/vector.ts';

const FILE = 'devices/traccar-vectors.ndjson.gz';
const path = join(import.meta.dirname, '../../../../shared/data', FILE);
const SESSION = { ...NEW_SESSION, identifier: '123456789012345' };
const RECEIVED_AT = Date.UTC(2026, 5, 1);

/** More than any connection may have waiting. */
const MAX_WAITING = 70_000;

/** Reads a frame as it would be on a connection before and after it said who it is; both must come to an end. */
function decode(protocol: DeviceProtocol, frame: Uint8Array): void {
  for (const transport of protocol.transports) {
    const told: Circumstances = { transport, receivedAt: RECEIVED_AT, utcOffsetSeconds: 3600, speedUnit: null };
    for (const session of [SESSION, NEW_SESSION]) {
      const decoded = protocol.decodeFrame(frame, session, told);
      for (const message of decoded.messages) assertStorable(message);
      protocol.endSession?.(decoded.session, told);
    }
  }
}

/** Numbers are finite and texts can be kept by a database, whatever a device sent. */
function assertStorable(message: object): void {
  JSON.stringify(message, (name, value: unknown) => {
    if (typeof value === 'number') assert.ok(Number.isFinite(value), `${name} is ${value}`);
    if (typeof value === 'string') assert.ok(!value.includes('\0') && value.isWellFormed(), `${name} is ${value}`);
    return value;
  });
}

const full = process.env['TREKKER_TEST_SCALE'] === 'full'; // oxlint-disable-line node/no-process-env -- how the test runner says so
const CHANGED_TO = full ? [0, 0x2c, 0x39, 0xff] : [0x2c, 0xff];

for (const protocol of PROTOCOLS) {
  test(`${protocol.name} reads any bytes as one frame without a throw`, () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => decode(protocol, bytes)),
      { numRuns: 500 },
    );
  });

  test(`${protocol.name} keeps a bounded number of bytes, whatever never ends`, () => {
    for (const text of ['x', 'y', '$', '$$A', '*', '#', '(', '+', 'imei:', ',', '\0', '\u00FF']) {
      const splitter = protocol.splitter();
      const bytes = Buffer.from(text.repeat(2048), 'latin1');
      for (let push = 0; push < 20; push += 1) for (const frame of splitter.push(bytes)) decode(protocol, frame);
      assert.ok(splitter.waiting() <= MAX_WAITING, `${splitter.waiting()} bytes of ${JSON.stringify(text)}`);
    }
  });
}

if (!existsSync(path)) {
  test('reads recorded frames cut and changed at every byte', { skip: `needs shared/data/${FILE}` });
} else {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n');
  const recorded = lines.flatMap((line) => {
    const vector = parseVector(line);
    if (typeof vector === 'string' || vector.input.kind !== 'bytes') return [];
    const protocol = protocolNamed(vector.protocol);
    return protocol ? splitInput(protocol, vector.input.bytes).map((frame) => ({ protocol, frame })) : [];
  });
  for (const [protocol, frames] of Map.groupBy(recorded, (one) => one.protocol)) {
    test(`${protocol.name} reads ${frames.length} recorded frames cut and changed at every byte without a throw`, () => {
      for (const { frame } of frames) disturb(protocol, frame.subarray(0, 400));
    });
    test(`${protocol.name} cuts recorded frames the same, wherever their bytes are split`, () => {
      for (const { frame } of frames) {
        const whole = framesOf(protocol, [frame]);
        const cut = Math.floor(frame.length / 3);
        if (whole.length !== 1 || protocol.name === 'h02') continue;
        assert.deepEqual(framesOf(protocol, [frame.subarray(0, cut), frame.subarray(cut)]), whole);
        assert.deepEqual(framesOf(protocol, [Uint8Array.of(...frame, ...frame)]), [...whole, ...whole]);
      }
    });
  }
}

function disturb(protocol: DeviceProtocol, frame: Uint8Array): void {
  for (let at = 0; at < frame.length; at += 1) {
    decode(protocol, frame.subarray(0, at));
    for (const byte of CHANGED_TO) decode(protocol, frame.with(at, byte));
  }
}

function framesOf(protocol: DeviceProtocol, pieces: readonly Uint8Array[]): string[] {
  const splitter = protocol.splitter();
  return pieces.flatMap((piece) => splitter.push(piece)).map(hexOf);
}
