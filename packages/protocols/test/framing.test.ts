import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bytesOfHex, hexOf } from '../src/bytes/hex.ts';
import type { DeviceProtocol } from '../src/device-protocol.ts';
import { protocolNamed } from '../src/vectors/decode-vector.ts';

const FILE = 'devices/traccar-framing.json';
const path = join(import.meta.dirname, '../../../../shared/data', FILE);

/** Bytes as they came, and the one frame that must be found in them. */
interface Recorded {
  readonly protocol: string;
  readonly input_hex: string;
  readonly frame_hex: string;
}

/**
 * A binary message of H02 has 32, 42 or 45 bytes and does not say which: where so many are there and no more yet, it is
 * taken for whole.
 */
const WHOLE_H02 = [32, 42];

if (!existsSync(path)) {
  test('cuts recorded frames however they were split and joined', { skip: `needs shared/data/${FILE}` });
} else {
  const recorded = JSON.parse(readFileSync(path, 'utf8')) as Recorded[];
  const spoken = recorded.filter(({ protocol }) => protocolNamed(protocol));

  test('knows recorded frames of protocols that are spoken here', () => assert.ok(spoken.length >= 10));
  for (const [at, { protocol, input_hex, frame_hex }] of spoken.entries()) {
    test(`cuts recorded frame ${at} of ${protocol} however it was split and joined`, () => {
      const ours = protocolNamed(protocol);
      const input = bytesOfHex(input_hex);
      assert.ok(ours && input);
      for (let cut = 0; cut <= input.length; cut += 1) {
        if (isUndecided(protocol, input, cut)) continue;
        assert.deepEqual(framesOf(ours, [input.subarray(0, cut), input.subarray(cut)]), [frame_hex], `cut at ${cut}`);
      }
      if (WHOLE_H02.some((cut) => isUndecided(protocol, input, cut))) return;
      const single = Array.from(input, (byte) => Uint8Array.of(byte));
      assert.deepEqual(framesOf(ours, single), [frame_hex]);
      assert.deepEqual(framesOf(ours, [Uint8Array.of(...input, ...input)]), [frame_hex, frame_hex]);
    });
  }
}

function isUndecided(protocol: string, input: Uint8Array, cut: number): boolean {
  return protocol === 'h02' && input[0] === 0x24 && cut < input.length && WHOLE_H02.includes(cut);
}

function framesOf(protocol: DeviceProtocol, pieces: readonly Uint8Array[]): string[] {
  const splitter = protocol.splitter();
  const frames = pieces.flatMap((piece) => splitter.push(piece));
  return frames.map(hexOf);
}
