import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createRevocationList, type Revocation } from './revocations.ts';
import { testViewer } from './testing/viewer.ts';

const viewer = { ...testViewer('t', []), actor: { kind: 'user' as const, id: 'ada' }, sessionId: 's', epoch: 2 };
const rights = (epoch: number, at = 0): Revocation => ({ kind: 'rights', tenantId: 't', actorId: 'ada', epoch, at });

test('revokes credentials of an ended session and of an earlier epoch, and no other', () => {
  const list = createRevocationList();
  list.note({ kind: 'session', sessionId: 'another', at: 0 });
  list.note({ kind: 'rights', tenantId: 'another', actorId: 'ada', epoch: 9, at: 0 });
  list.note(rights(2));
  assert.equal(list.isRevoked(viewer), false);
  list.note(rights(3));
  assert.equal(list.isRevoked(viewer), true);
  assert.equal(list.isRevoked({ ...viewer, epoch: 3 }), false);
  list.note({ kind: 'session', sessionId: 's', at: 0 });
  assert.equal(list.isRevoked({ ...viewer, epoch: 3 }), true);
});

test('keeps one for each subject and forgets what is old', () => {
  const list = createRevocationList();
  list.note(rights(3, 10));
  list.note(rights(4, 20));
  list.note({ kind: 'session', sessionId: 's', at: 10 });
  list.forgetBefore(20);
  assert.deepEqual(list.all(), [rights(4, 20)]);
});
