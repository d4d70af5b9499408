import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTenantSlug, tenantFromHost } from './tenant-from-host.ts';

test('the label in front of the base domain names the tenant', () => {
  assert.equal(tenantFromHost('demo.localhost', 'localhost'), 'demo');
  assert.equal(tenantFromHost('Demo.Trekker.Example', 'trekker.example'), 'demo');
});

test('the base domain, addresses, deeper and foreign names stand for no tenant', () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]', 'a.b.localhost', '.localhost', 'demo.example', 'xlocalhost']) {
    assert.equal(tenantFromHost(host, 'localhost'), null, host);
  }
});

test('a short name is made of lower-case letters, digits and inner hyphens', () => {
  for (const slug of ['a', 'demo', 'north-sea-2', 'x'.repeat(42)]) assert.ok(isTenantSlug(slug), slug);
  for (const text of ['', '-a', 'a-', 'A', 'a_b', 'a/b', '..', 'x'.repeat(43)]) assert.ok(!isTenantSlug(text), text);
});
