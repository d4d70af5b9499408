import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceState } from './service-state.ts';

const service = (...behind: number[]) => ({
  version: '1.0.0',
  startedAt: '2026-01-01T00:00:00.000Z',
  projections: behind.map((behindSeconds, index) => ({ name: `${index}`, waitingSince: null, behindSeconds })),
});

test('a service is as far behind as its slowest part, and what does not answer is silent', () => {
  assert.deepEqual(serviceState(null), { kind: 'silent' });
  assert.deepEqual(serviceState(undefined), { kind: 'silent' });
  assert.deepEqual(serviceState(service()), { kind: 'current' });
  assert.deepEqual(serviceState(service(0, 4.9)), { kind: 'current' });
  assert.deepEqual(serviceState(service(0, 60, 7)), { kind: 'behind', seconds: 60 });
});
