import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  coversUnit,
  permissionsOf,
  requirePermission,
  requireUnitPermission,
  unitReach,
  type Grant,
  type Viewer,
} from './viewer.ts';

const grant = (permissions: string[], units: string[] | null = null, until: number | null = null): Grant => ({
  permissions,
  units,
  places: null,
  until,
});

const viewerWith = (...grants: Grant[]): Viewer => ({
  tenantId: 't',
  actor: { kind: 'user', id: 'u' },
  grants,
  sessionId: null,
  epoch: 0,
  expiresAt: null,
});

test('lets nobody through without a viewer, and no viewer without the permission', () => {
  assert.throws(() => requirePermission(null, 'a:read', 0), { code: 'UNAUTHENTICATED' });
  assert.throws(() => requirePermission(viewerWith(grant(['b:read'])), 'a:read', 0), { code: 'FORBIDDEN' });
});

test('ends a grant at its instant and not before', () => {
  const viewer = viewerWith(grant(['a:read'], null, 100));
  assert.equal(requirePermission(viewer, 'a:read', 99), viewer);
  assert.throws(() => requirePermission(viewer, 'a:read', 100), { code: 'FORBIDDEN' });
  assert.deepEqual(permissionsOf(viewer, 100), []);
});

test('adds up the units of all grants, and one for the whole tenant outweighs them', () => {
  const limited = viewerWith(grant(['a:read'], ['u2']), grant(['a:read'], ['u1', 'u2']), grant(['b:read'], ['u3']));
  assert.deepEqual(unitReach(limited, 'a:read', 0), ['u1', 'u2']);
  assert.equal(unitReach(viewerWith(...limited.grants, grant(['a:read'])), 'a:read', 0), 'all');
});

test('keeps what belongs to the tenant itself from who is limited to units', () => {
  assert.deepEqual(
    [coversUnit('all', null), coversUnit(['u1'], 'u1'), coversUnit(['u1'], 'u2'), coversUnit(['u1'], null)],
    [true, true, false, false],
  );
  const viewer = viewerWith(grant(['a:write'], ['u1']));
  assert.throws(() => requireUnitPermission(viewer, 'a:write', { unitId: null, now: 0 }), { code: 'FORBIDDEN' });
  assert.equal(requireUnitPermission(viewer, 'a:write', { unitId: 'u1', now: 0 }), viewer);
});
