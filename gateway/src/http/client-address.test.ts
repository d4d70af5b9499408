import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, test } from 'node:test';
import { clientAddress, networks } from './client-address.ts';

const from = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

const proxiesOf = (text: string) => {
  const parsed = networks.parse(text);
  assert.ok('value' in parsed);
  return parsed.value;
};
const LOOPBACK = '127.0.0.0/8, ::1';

test('networks are named by address and length', () => {
  for (const wrong of ['', '10.0.0.0/33', '::1/129', '10.0.0', 'proxy', '10.0.0.0/8;::1']) {
    const parsed = networks.parse(wrong);
    assert.ok('problem' in parsed && parsed.problem.includes(JSON.stringify(wrong)), wrong);
  }
});

describe("a client's address", () => {
  for (const [what, request, trusted, expected] of [
    ['is its peer', from('198.51.100.1'), true, '198.51.100.1'],
    ['is its peer, whatever a stranger claims', from('198.51.100.1', '203.0.113.9'), true, '198.51.100.1'],
    ['is its peer unless an operator trusts the proxy', from('127.0.0.1', '203.0.113.9'), false, '127.0.0.1'],
    ['is the last one our proxy names', from('127.0.0.1', '6.6.6.6, 203.0.113.9'), true, '203.0.113.9'],
    ['is the peer when the proxy names none', from('::1', ''), true, '::1'],
    ['is told by a proxy that came by IPv6', from('::ffff:127.0.0.1', '203.0.113.9'), true, '203.0.113.9'],
  ] as const) {
    test(what, () => {
      assert.equal(clientAddress(request, { trustForwardedFor: trusted, proxies: proxiesOf(LOOPBACK) }), expected);
    });
  }

  test('is told by proxies of the networks an operator names', () => {
    const told = (peer: string) =>
      clientAddress(from(peer, '203.0.113.9'), { trustForwardedFor: true, proxies: proxiesOf('172.16.0.0/12') });
    assert.deepEqual(
      [told('172.20.0.3'), told('172.32.0.3'), told('127.0.0.1')],
      ['203.0.113.9', '172.32.0.3', '127.0.0.1'],
    );
  });
});
