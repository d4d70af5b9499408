import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ProjectionRunner } from '../src/index.ts';
import { waitForWrites } from '../src/subgraph/read-after.ts';
import { testViewer } from '../src/testing/index.ts';
import { TENANT_A, TENANT_B } from './sample.ts';

const asked: unknown[] = [];
const runner = (reached: boolean) =>
  ({
    projection: { topic: 'notes' },
    reached: async (...call: unknown[]) => {
      asked.push(call[0]);
      return reached;
    },
  }) as unknown as ProjectionRunner;
const viewer = testViewer(TENANT_A, []);

test('waits for what the session wrote, and says so when it does not arrive', async () => {
  await waitForWrites([runner(true)], { [`notes/${TENANT_A}/0`]: 3, 'notes//15': 1, 'other//0': 9 }, viewer);
  assert.equal(asked.length, 2);
  await assert.rejects(waitForWrites([runner(false)], { 'notes//0': 1 }, viewer), { code: 'REPLICA_BEHIND' });
});

for (const key of ['notes/not-a-uuid/0', 'notes//99999', 'notes//-1', 'notes//x', 'nonsense', '']) {
  test(`refuses ${JSON.stringify(key)}, which no mutation wrote`, async () => {
    await assert.rejects(waitForWrites([runner(true)], { [key]: 1 }, viewer), { code: 'INVALID_INPUT' });
  });
}

test('looks at no head of another tenant, and at none for who is not signed in', async () => {
  asked.length = 0;
  await waitForWrites([runner(false)], { [`notes/${TENANT_B}/0`]: 1 }, viewer);
  await waitForWrites([runner(false)], { 'notes//0': 1 }, null);
  assert.deepEqual(asked, []);
});
