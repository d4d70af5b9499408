import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createRevocationList, type Revocation, type RevocationList } from './revocations.ts';
import { testViewer } from './testing/viewer.ts';

const viewer = { ...testViewer('t', []), actor: { kind: 'user' as const, id: 'ada' }, sessionId: 's', epoch: 2 };
const rights = (epoch: number, at = 0): Revocation => ({ kind: 'rights', tenantId: 't', actorId: 'ada', epoch, at });
const note = (list: RevocationList, ...revoked: Revocation[]) => list.note({ revoked, tokenMs: 10 }, 10);

test('revokes credentials of an ended session and of an earlier epoch, and no other', () => {
  const list = createRevocationList();
  note(list, { kind: 'session', sessionId: 'another', at: 0 });
  note(list, { kind: 'rights', tenantId: 'another', actorId: 'ada', epoch: 9, at: 0 }, rights(2));
  assert.equal(list.isRevoked(viewer), false);
  note(list, rights(3));
  assert.equal(list.isRevoked(viewer), true);
  assert.equal(list.isRevoked({ ...viewer, epoch: 3 }), false);
  note(list, { kind: 'session', sessionId: 's', at: 0 });
  assert.equal(list.isRevoked({ ...viewer, epoch: 3 }), true);
});

test('keeps one for each subject and forgets what no token carries any more', () => {
  const list = createRevocationList();
  note(list, rights(3, 10), rights(4, 20), { kind: 'session', sessionId: 's', at: 10 });
  assert.equal(list.all().length, 2);
  list.note({ revoked: [], tokenMs: 10 }, 30);
  assert.deepEqual(list.all(), [rights(4, 20)]);
});
