import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isAllowedAddress, isAllowedHost, isCallableAddress, isNetwork } from './allowed-targets.ts';

const NONE = { hosts: [], networks: [] };

/** Kinds of addresses that lead into somebody's own network, or nowhere. */
const REFUSED = [
  '0.0.0.0',
  '0.1.2.3',
  '10.1.2.3',
  '100.64.0.1',
  '100.100.100.200',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::10.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:169.254.169.254',
  '::ffff:a9fe:a9fe',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::7f00:1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '4000::1',
  '5f00::1',
  'nonsense',
  '',
];

test('nothing may be sent to addresses that are not public, whatever clothes they wear', () => {
  for (const address of REFUSED) assert.equal(isCallableAddress(address, NONE), false, address);
});

test('public addresses may be called', () => {
  for (const address of ['1.1.1.1', '8.8.8.8', '93.184.215.14', '172.32.0.1', '::ffff:8.8.8.8', '2606:4700::1111']) {
    assert.equal(isCallableAddress(address, NONE), true, address);
  }
});

test('an operator lets networks and hosts in, and only those', () => {
  const allowed = { hosts: ['hooks.internal'], networks: ['127.0.0.0/8', '10.1.0.0/16', 'fd00::/8', '192.168.1.7'] };
  for (const address of ['127.0.0.1', '::ffff:127.0.0.1', '10.1.2.3', 'fd00::1', '192.168.1.7']) {
    assert.equal(isCallableAddress(address, allowed), true, address);
    assert.equal(isAllowedAddress(address, allowed), true, address);
  }
  for (const address of ['10.2.0.1', '192.168.1.8', '::1', '169.254.169.254']) {
    assert.equal(isCallableAddress(address, allowed), false, address);
  }
  assert.equal(isAllowedAddress('8.8.8.8', allowed), false, 'public is not the same as let in');
  assert.equal(isAllowedHost('Hooks.Internal', allowed), true);
  assert.equal(isAllowedHost('evil.hooks.internal', allowed), false);
});

test('networks are told from host names', () => {
  for (const network of ['10.0.0.0/8', '127.0.0.1', '::1', 'fd00::/8']) assert.equal(isNetwork(network), true, network);
  for (const name of ['example.org', '10.0.0.0/33', 'localhost']) assert.equal(isNetwork(name), false, name);
});
