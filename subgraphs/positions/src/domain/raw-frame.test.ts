import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bytesOfRawFrame, rawFrame } from './raw-frame.ts';

test('keeps text as it is and other bytes as digits', () => {
  assert.equal(rawFrame(Buffer.from('(0123456789AB)\r\n')), '(0123456789AB)\r\n');
  assert.equal(rawFrame(Uint8Array.of(0x78, 0x78, 0x00)), 'hex:787800');
  assert.equal(rawFrame(Buffer.from('ä')), 'hex:c3a4');
  assert.equal(rawFrame(new Uint8Array(0)), '');
});

test('keeps no more than there is room for', () => {
  assert.equal(rawFrame(new Uint8Array(90_000)).length, 'hex:'.length + 2 * 10_241);
  assert.equal(rawFrame(Buffer.from('x'.repeat(90_000))).length, 10_241);
});

test('gives back the bytes of what was kept whole, and nothing of what was cut', () => {
  // As long as the longest of Meitrack.
  for (const bytes of [Buffer.from('*HQ,1#'), Buffer.from([0x78, 0x78, 0]), Buffer.alloc(10_240, 1)]) {
    assert.deepEqual(bytesOfRawFrame(rawFrame(bytes)), new Uint8Array(bytes));
  }
  assert.equal(bytesOfRawFrame(rawFrame(new Uint8Array(10_241))), null);
  assert.equal(bytesOfRawFrame(rawFrame(Buffer.from('x'.repeat(10_241)))), null);
  assert.equal(bytesOfRawFrame(''), null);
});
