import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText } from './decode-text.ts';

test('names keep their letters, whichever of two ways a spreadsheet writes them', () => {
  assert.equal(decodeText(new TextEncoder().encode('Jürgen').buffer), 'Jürgen');
  assert.equal(decodeText(Uint8Array.from([0x4a, 0xfc, 0x72, 0x67, 0x65, 0x6e]).buffer), 'Jürgen');
});
