import assert from 'node:assert/strict';
import { test } from 'node:test';
import { securityHeaders } from './security-headers.ts';

test('no host but the own one is named, and scripts need the nonce', () => {
  const policy = policyOf({ mapbox: false, dev: false });
  assert.doesNotMatch(policy, /https?:/);
  assert.match(policy, /script-src 'self' 'nonce-abc' 'strict-dynamic'(;|$)/);
  assert.doesNotMatch(policy, /unsafe-eval/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.match(policy, /worker-src 'self' blob:; manifest-src 'self';/);
});

test('Mapbox is named only where the operator set a token, eval only while pages are compiled on request', () => {
  assert.match(policyOf({ mapbox: true, dev: false }), /connect-src 'self' https:\/\/api\.mapbox\.com/);
  assert.match(policyOf({ mapbox: false, dev: true }), /'unsafe-eval'/);
});

function policyOf(options: { mapbox: boolean; dev: boolean }): string {
  return securityHeaders({ nonce: 'abc', ...options })['content-security-policy'] ?? '';
}
