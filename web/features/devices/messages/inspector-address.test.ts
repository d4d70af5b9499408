import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, inspectedIn, inspectorAddress, NOTHING } from './inspector-address.ts';

test('what stands in the address of the inspector is what was put there', () => {
  const inspected = { protocol: 'h02', content: '*HQ,1,V1,é#&=', identifier: 'a/b', topic: 'x/y', isDatagram: true };
  assert.deepEqual(inspectedIn(new URL(addressOf(inspected), 'http://x').hash), inspected);
  assert.deepEqual(inspectedIn(''), NOTHING);
});

test('a fix of quarantine brings its protocol and its way along', () => {
  const { hash } = new URL(inspectorAddress({ raw: 'hex:7878', identifier: '86', transport: 'gt06/udp' }), 'http://x');
  assert.deepEqual(inspectedIn(hash), {
    ...NOTHING,
    protocol: 'gt06',
    content: 'hex:7878',
    identifier: '86',
    isDatagram: true,
  });
});
