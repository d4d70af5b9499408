import assert from 'node:assert/strict';
import { test } from 'node:test';

import { addressKey, createConnectionLimits } from './connection-limits.ts';

test('has so many places in all and so many for an address, and gives them back', () => {
  const limits = createConnectionLimits({ most: 3, mostPerAddress: 2 });
  assert.deepEqual(
    ['a', 'a', 'a', 'b', 'c'].map((address) => limits.enter(address)),
    [true, true, false, true, false],
  );
  limits.leave('a');
  assert.deepEqual([limits.enter('c'), limits.enter('a')], [true, false]);
});

test('takes the 64 bits of a network for one address, and a mapped IPv4 address for itself', () => {
  assert.equal(addressKey('::ffff:10.0.0.7'), '10.0.0.7');
  assert.equal(addressKey('10.0.0.7'), '10.0.0.7');
  assert.equal(addressKey('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64');
  assert.equal(addressKey('2001:db8:1:2::1'), '2001:db8:1:2::/64');
  assert.equal(addressKey('2001:db8::1'), '2001:db8:0:0::/64');
  assert.equal(addressKey('::1'), '0:0:0:0::/64');
  assert.equal(addressKey('fe80::1%eth0'), 'fe80:0:0:0::/64');
});
