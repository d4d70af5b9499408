import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createAccessTokens } from './access-token.ts';
import { createInternalTokens } from './internal-token.ts';
import { createSecret } from './secret.ts';
import type { Viewer } from './viewer.ts';

const SECRET = createSecret('a secret of at least thirty-two characters');
const NOW = Date.parse('2026-01-01T00:00:00Z');
const tokens = createInternalTokens(SECRET);
const viewer: Viewer = {
  tenantId: '01900000-0000-7000-8000-00000000000a',
  actor: { kind: 'user', id: '01900000-0000-7000-8000-0000000000aa' },
  grants: [{ permissions: ['notes:read'], units: null, places: null, until: NOW + 5 }],
  sessionId: null,
  epoch: 3,
  expiresAt: NOW + 9_000_000,
};

test('carries the whole viewer, and that nobody has signed in', async () => {
  assert.deepEqual(await tokens.verify(await tokens.sign(viewer, 'notes', NOW), 'notes', NOW), viewer);
  assert.equal(await tokens.verify(await tokens.sign(null, 'notes', NOW), 'notes', NOW), null);
});

for (const [what, token, now] of [
  ['for another subgraph', () => tokens.sign(viewer, 'other', NOW), NOW],
  ['older than a minute and a half', () => tokens.sign(viewer, 'notes', NOW), NOW + 91_000],
  ['of another installation', () => createInternalTokens(createSecret('x'.repeat(32))).sign(viewer, 'notes', NOW), NOW],
  ['a caller’s own', () => createAccessTokens(SECRET).sign(viewer, 'notes', NOW + 60_000), NOW],
  ['no token', async () => '', NOW],
] as const) {
  test(`refuses one that is ${what}`, async () => {
    await assert.rejects(tokens.verify(await token(), 'notes', now), { code: 'UNAUTHENTICATED' });
  });
}
