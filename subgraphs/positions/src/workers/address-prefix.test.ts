import assert from 'node:assert/strict';
import { test } from 'node:test';

import { addressPrefix } from './address-prefix.ts';

test('names the network of an address, whichever way it is written', () => {
  assert.deepEqual(
    ['203.0.113.77', '::ffff:203.0.113.77', '2001:db8:12:34::1', '2001:DB8:0012::', '::1', 'fe80::1%eth0'].map(
      addressPrefix,
    ),
    ['203.0.113.0/24', '203.0.113.0/24', '2001:db8:12::/48', '2001:db8:12::/48', '0:0:0::/48', 'fe80:0:0::/48'],
  );
});

test('says nothing of what is no address', () => {
  assert.deepEqual(['', 'localhost', '203.0.113'].map(addressPrefix), [null, null, null]);
});
