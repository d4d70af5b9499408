import assert from 'node:assert/strict';
import { test } from 'node:test';
import { securityHeaders, type PolicyOptions } from './security-headers.ts';

test('no host but the own one is named, and scripts need the nonce', () => {
  const policy = policyOf({});
  assert.doesNotMatch(policy, /https?:/);
  assert.match(policy, /script-src 'self' 'nonce-abc' 'strict-dynamic'(;|$)/);
  assert.doesNotMatch(policy, /unsafe-eval/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.match(policy, /worker-src 'self' blob:; manifest-src 'self';/);
});

test('Mapbox is named only where the operator set a token, eval only while pages are compiled on request', () => {
  assert.match(policyOf({ mapbox: true }), /connect-src 'self' https:\/\/api\.mapbox\.com/);
  assert.match(policyOf({ dev: true }), /'unsafe-eval'/);
});

test('of a basemap its origin is named and nothing else', () => {
  const policy = policyOf({ basemapOrigin: 'https://tiles.example:8443' });
  assert.deepEqual(policy.match(/https?:[^ ;]*/g), ['https://tiles.example:8443', 'https://tiles.example:8443']);
  assert.match(policy, /connect-src 'self' https:\/\/tiles\.example:8443;/);
  assert.match(policy, /script-src 'self' 'nonce-abc' 'strict-dynamic';/);
});

function policyOf(options: Partial<PolicyOptions>): string {
  return (
    securityHeaders({ nonce: 'abc', mapbox: false, basemapOrigin: null, dev: false, ...options })[
      'content-security-policy'
    ] ?? ''
  );
}
