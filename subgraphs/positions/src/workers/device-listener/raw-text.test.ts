import assert from 'node:assert/strict';
import { test } from 'node:test';

import { rawText } from './raw-text.ts';

test('keeps text as it is and other bytes as digits', () => {
  assert.equal(rawText(Buffer.from('(0123456789AB)\r\n')), '(0123456789AB)\r\n');
  assert.equal(rawText(Uint8Array.of(0x78, 0x78, 0x00)), 'hex:787800');
  assert.equal(rawText(Buffer.from('ä')), 'hex:c3a4');
  assert.equal(rawText(new Uint8Array(0)), '');
});

test('keeps no more than there is room for', () => {
  assert.equal(rawText(new Uint8Array(9_000)).length, 4_096);
  assert.equal(rawText(Buffer.from('x'.repeat(9_000))).length, 4_096);
});
