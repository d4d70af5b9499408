import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createReplicas } from './replicas.ts';

test('gives every service replicas of its own, so that no listener outlives its service', () => {
  const one = createReplicas();
  const other = createReplicas();
  assert.notEqual(one.identifiers, other.identifiers);
  assert.notEqual(one.trackers, other.trackers);
});
