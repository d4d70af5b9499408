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
  assert.equal(rawFrame(new Uint8Array(9_000)).length, 4_096);
  assert.equal(rawFrame(Buffer.from('x'.repeat(9_000))).length, 4_096);
});

test('gives back the bytes of what was kept whole, and nothing of what was cut', () => {
  for (const bytes of [Buffer.from('*HQ,1#'), Buffer.from([0x78, 0x78, 0])]) {
    assert.deepEqual(bytesOfRawFrame(rawFrame(bytes)), new Uint8Array(bytes));
  }
  assert.equal(bytesOfRawFrame(rawFrame(new Uint8Array(9_000))), null);
  assert.equal(bytesOfRawFrame(''), null);
});
