import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createAccessTokens } from './access-token.ts';
import { createSecret } from './secret.ts';
import type { Viewer } from './viewer.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const tokens = createAccessTokens(createSecret('a secret of at least thirty-two characters'));
const viewer: Viewer = {
  tenantId: 't',
  actor: { kind: 'user', id: 'u' },
  grants: [{ permissions: ['a:read'], units: null, places: null, until: null }],
  sessionId: 's',
  epoch: 3,
  expiresAt: null,
};

test('carries a viewer unchanged, and its end in whole seconds', async () => {
  const token = await tokens.sign(viewer, 'gateway', NOW + 60_500);
  assert.deepEqual(await tokens.verify(token, 'gateway', NOW), { ...viewer, expiresAt: NOW + 60_000 });
});

test('refuses a token that has expired, is for somebody else, or was made with another secret', async () => {
  const token = await tokens.sign(viewer, 'gateway', NOW + 60_000);
  await assert.rejects(tokens.verify(token, 'gateway', NOW + 60_000), { code: 'TOKEN_EXPIRED' });
  await assert.rejects(tokens.verify(token, 'positions', NOW), { code: 'UNAUTHENTICATED' });
  const others = createAccessTokens(createSecret('another secret of thirty-two characters'));
  await assert.rejects(others.verify(token, 'gateway', NOW), { code: 'UNAUTHENTICATED' });
});

test('refuses a secret that is too short to be one', () => {
  assert.throws(() => createSecret('short'), /at least 32 characters, got 5/);
});
