import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spanUntil } from './heat-span.ts';

test('spans end with the instant; today begins at midnight of the tenant', () => {
  const to = Date.parse('2026-07-01T10:00:00Z');
  const from = (name: 'HOUR' | 'TODAY' | 'DAY', at = to) =>
    new Date(spanUntil(name, at, 'Europe/Berlin').from).toISOString();
  assert.equal(from('HOUR'), '2026-07-01T09:00:00.000Z');
  assert.equal(from('DAY'), '2026-06-30T10:00:00.000Z');
  assert.equal(from('TODAY'), '2026-06-30T22:00:00.000Z');
  const midnight = Date.parse('2026-06-30T22:00:00Z');
  const span = spanUntil('TODAY', midnight, 'Europe/Berlin');
  assert.ok(span.from < span.to, 'never empty, as the service refuses that');
});
