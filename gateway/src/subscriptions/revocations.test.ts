import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewerOf } from '../../test/engine-harness.ts';
import { Revocations } from './revocations.ts';

test('a revocation reaches who was verified before it, and nobody else', () => {
  const revocations = new Revocations();
  const before = revocations.mark();
  revocations.add(({ actor }) => actor.id === 'eve', 0);
  assert.equal(revocations.isRevokedSince(before, viewerOf('eve')), true);
  assert.equal(revocations.isRevokedSince(before, viewerOf('ada')), false);
  assert.equal(revocations.isRevokedSince(before, null), false);
  assert.equal(revocations.isRevokedSince(revocations.mark(), viewerOf('eve')), false);
});

test('revocations are forgotten after two minutes', () => {
  const revocations = new Revocations();
  const before = revocations.mark();
  let asked = 0;
  revocations.add(() => {
    asked += 1;
    return false;
  }, 0);
  for (let minute = 1; minute <= 3; minute += 1) revocations.add(() => false, minute * 60_000);
  assert.equal(revocations.isRevokedSince(before, viewerOf('eve')), false);
  assert.equal(asked, 0);
});
