import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, test } from 'node:test';
import { clientAddress } from './client-address.ts';

const from = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe("a client's address", () => {
  for (const [what, request, trusted, expected] of [
    ['is its peer', from('198.51.100.1'), true, '198.51.100.1'],
    ['is its peer, whatever a stranger claims', from('198.51.100.1', '203.0.113.9'), true, '198.51.100.1'],
    ['is its peer unless an operator trusts the proxy', from('127.0.0.1', '203.0.113.9'), false, '127.0.0.1'],
    ['is the last one our proxy names', from('127.0.0.1', '6.6.6.6, 203.0.113.9'), true, '203.0.113.9'],
    ['is the peer when the proxy names none', from('::1', ''), true, '::1'],
  ] as const) {
    test(what, () => assert.equal(clientAddress(request, trusted), expected));
  }
});
