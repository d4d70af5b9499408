import assert from 'node:assert/strict';
import { test } from 'node:test';

import { planAssignment, type Held } from './plan-assignment.ts';

const held = (from: number, to: number | null): Held => ({ from, to });

test('ends the lasting assignment where the new one begins, even at its own beginning', () => {
  const lasting = held(100, null);
  assert.deepEqual(planAssignment([held(0, 100), lasting], held(200, null)), { kind: 'fits', ends: lasting });
  assert.deepEqual(planAssignment([lasting], held(100, 150)), { kind: 'fits', ends: lasting });
});

test('lets intervals touch, and a new one end before the lasting one begins', () => {
  assert.deepEqual(planAssignment([held(0, 100), held(200, 300)], held(100, 200)), { kind: 'fits', ends: null });
  assert.deepEqual(planAssignment([held(100, null)], held(0, 100)), { kind: 'fits', ends: null });
});

test('finds what is in the way', () => {
  for (const wanted of [held(99, 100), held(0, null), held(150, 160), held(199, 300), held(0, 101)]) {
    const between = held(100, 200);
    const plan = planAssignment([between], wanted);
    const touches = wanted.to !== null && wanted.to <= 100;
    assert.deepEqual(plan, touches ? { kind: 'fits', ends: null } : { kind: 'overlaps', with: between });
  }
  const lasting = held(100, null);
  assert.deepEqual(planAssignment([lasting], held(0, 101)), { kind: 'overlaps', with: lasting });
});

test('passes over assignments that never held', () => {
  assert.deepEqual(planAssignment([held(150, 150)], held(100, 200)), { kind: 'fits', ends: null });
});
