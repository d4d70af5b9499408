import assert from 'node:assert/strict';
import { test } from 'node:test';

import { testViewer } from '@trekker/kit/testing';

import { mayBeTold } from './may-be-told.ts';

const [TENANT, CREW, OTHERS] = [
  '01900000-0000-7000-8000-000000000001',
  '01900000-0000-7000-8000-000000000002',
  '01900000-0000-7000-8000-000000000003',
];
const ALL = ['visits:read', 'headcount:read', 'muster:read'];
const everywhere = testViewer(TENANT, ALL);
const ofCrew = testViewer(TENANT, ALL, { units: [CREW] });
const without = (permission: string) =>
  testViewer(
    TENANT,
    ALL.filter((one) => one !== permission),
  );

test('of people, assets and trackers users are told whose unit they may see', () => {
  for (const kind of ['PERSON', 'ASSET', 'TRACKER'] as const) {
    const told = (viewer: typeof ofCrew, unitId: string | null) => mayBeTold(viewer, { kind }, { unitId, now: 0 });
    assert.deepEqual([told(everywhere, CREW), told(everywhere, null)], [true, true], kind);
    assert.deepEqual([told(ofCrew, CREW), told(ofCrew, OTHERS), told(ofCrew, null)], [true, false, false], kind);
    assert.equal(told(without('visits:read'), CREW), false, kind);
  }
});

test('of counts users are told who may see the count of everybody, of musters who sees any', () => {
  const of = { unitId: null, now: 0 };
  const told = (kind: 'COUNT' | 'MUSTER' | 'OWN') =>
    [everywhere, ofCrew, without('headcount:read'), without('muster:read')].map((viewer) =>
      mayBeTold(viewer, { kind }, of),
    );
  assert.deepEqual(told('COUNT'), [true, false, false, true]);
  assert.deepEqual(told('MUSTER'), [true, true, true, false]);
  assert.deepEqual(told('OWN'), [true, true, true, true]);
});
