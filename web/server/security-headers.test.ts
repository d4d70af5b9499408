import assert from 'node:assert/strict';
import { test } from 'node:test';
import { securityHeaders, type PolicyOptions } from './security-headers.ts';

const PLAIN: PolicyOptions = { mapbox: false, basemapOrigin: null, dev: false };

test('no host but the own one is named, and scripts need the nonce', () => {
  const policy = policyOf({});
  assert.doesNotMatch(policy, /https?:/);
  assert.match(policy, /script-src 'self' 'nonce-abc' 'strict-dynamic'(;|$)/);
  assert.doesNotMatch(policy, /unsafe-eval/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.match(policy, /worker-src 'self' blob:; manifest-src 'self';/);
});

test('plugins, other bases and forms that lead elsewhere are refused', () => {
  for (const rule of ["object-src 'none'", "base-uri 'self'", "form-action 'self'"]) {
    assert.ok(policyOf({}).split('; ').includes(rule), rule);
  }
});

test('what a page is, where it leads and what it may use is told to browsers beside the policy', () => {
  const { 'content-security-policy': policy, ...others } = securityHeaders({ nonce: 'abc', ...PLAIN });
  assert.ok(policy);
  assert.deepEqual(others, {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'geolocation=(), microphone=(), camera=(self)',
    'cross-origin-opener-policy': 'same-origin',
  });
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
  return securityHeaders({ nonce: 'abc', ...PLAIN, ...options })['content-security-policy'] ?? '';
}
