import assert from 'node:assert/strict';
import { test } from 'node:test';

import { auditContent } from './audit-content.ts';

test('tells ids as subjects and scalars as details', () => {
  const payload = {
    geofenceId: 'g',
    name: 'Gate 4',
    kind: 'WORK_ZONE',
    placeId: null,
    number: 2,
    open: true,
    path: ['a'],
  };
  assert.deepEqual(auditContent('geofence-changed', payload), {
    subjects: [{ name: 'geofenceId', value: 'g' }],
    details: [
      { name: 'kind', value: 'WORK_ZONE' },
      { name: 'name', value: 'Gate 4' },
      { name: 'number', value: '2' },
      { name: 'open', value: 'true' },
    ],
  });
});

test('finds ids in lists and inside of others, each once', () => {
  const units = [
    { unitId: 'u', path: ['p', 'u'] },
    { unitId: 'v', path: ['p', 'u', 'v'] },
  ];
  const { subjects, details } = auditContent('unit-moved', { unitId: 'u', parentId: 'p', units, trackerIds: ['t', 7] });
  assert.deepEqual(
    subjects.map(({ name, value }) => `${name} ${value}`),
    ['parentId p', 'trackerId t', 'unitId u', 'unitId v'],
  );
  assert.deepEqual(details, []);
});

test('tells of people, users, invitations and trackers no text that might be a name', () => {
  const payload = {
    personId: 'p',
    name: 'Ann',
    phone: '+44 1',
    company: 'Acme',
    role: 'WELDER',
    kind: 'VISITOR',
    active: true,
  };
  for (const type of ['person-changed', 'user-created', 'invitation-made', 'tracker-added']) {
    assert.deepEqual(
      auditContent(type, payload).details.map(({ value }) => value),
      ['true', 'VISITOR', 'WELDER'],
      type,
    );
  }
});

test('never tells secrets, whatever they belong to', () => {
  const payload = {
    passwordHash: 'x',
    token: 'x',
    tokenPrefix: 'x',
    secret: 'x',
    sha256Hash: 'x',
    signInName: 'x',
    credentials: 'x',
  };
  assert.deepEqual(auditContent('door-opened', payload), { subjects: [], details: [] });
});

test('writes instants as such, long texts shortened, changes by their key', () => {
  const changes = [{ key: 'name', value: 'x'.repeat(300) }, { key: 'token', value: 'x' }, { key: 1 }, null];
  const { details } = auditContent('settings-changed', { expiresAt: 0, from: 1e300, until: null, changes });
  assert.deepEqual(details, [
    { name: 'expiresAt', value: '1970-01-01T00:00:00.000Z' },
    { name: 'from', value: '1e+300' },
    { name: 'name', value: `${'x'.repeat(199)}…` },
  ]);
});

test('makes nothing of what is no object', () => {
  for (const payload of [null, undefined, 'text', 17, []]) {
    assert.deepEqual(auditContent('x', payload), { subjects: [], details: [] });
  }
});
