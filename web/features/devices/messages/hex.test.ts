import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asText, isHex, spaced } from './hex.ts';

test('digits are told from text', () => {
  assert.ok(isHex('78 78\n0D01'));
  assert.ok(isHex('hex:7878'));
  assert.ok(!isHex('787'));
  assert.ok(!isHex('*HQ,4209951296,V1#'));
  assert.ok(!isHex(''));
});

test('bytes are shown as text only where they are text', () => {
  assert.equal(asText('2a48510d0a'), '*HQ\r\n');
  assert.equal(asText('c3a9'), 'é');
  assert.equal(asText('7801'), null);
  assert.equal(asText('ff'), null);
  assert.equal(spaced('7878ff'), '78 78 ff');
});
