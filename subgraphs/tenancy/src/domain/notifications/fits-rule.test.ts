import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fitsRule } from './fits-rule.ts';
import { NO_FACTS } from './happening.ts';

const NOTHING = {
  kinds: ['ENTERED'] as const,
  geofenceKinds: [],
  geofenceIds: [],
  placeIds: [],
  personIds: [],
  assetIds: [],
  unitIds: [],
};
const facts = { ...NO_FACTS, geofenceId: 'zone', geofenceKind: 'EXCLUSION', placeId: 'area', personId: 'ann' };
const entered = { kind: 'ENTERED' as const, facts };
const around = { placePath: ['site', 'area'], unitPath: ['company', 'crew'] };

test('a rule without conditions is about everything of its kinds and nothing else', () => {
  assert.equal(fitsRule(NOTHING, entered, around), true);
  assert.equal(fitsRule(NOTHING, { ...entered, kind: 'LEFT' }, around), false);
  assert.equal(fitsRule(NOTHING, { kind: 'ENTERED', facts: NO_FACTS }, { placePath: [], unitPath: [] }), true);
});

test('each condition of where must hold, and a place stands for all below it', () => {
  const fits = (conditions: object) => fitsRule({ ...NOTHING, ...conditions }, entered, around);
  assert.equal(fits({ geofenceKinds: ['EXCLUSION'], geofenceIds: ['zone'], placeIds: ['site'] }), true);
  assert.equal(fits({ placeIds: ['area'] }), true);
  assert.equal(fits({ placeIds: ['elsewhere'] }), false);
  assert.equal(fits({ geofenceKinds: ['GATE'], geofenceIds: ['zone'] }), false);
  assert.equal(fits({ geofenceIds: ['other', 'zone'] }), true);
});

test('of people, assets and units one that fits is enough, and a unit stands for all below it', () => {
  const fits = (conditions: object, own: object = {}) =>
    fitsRule({ ...NOTHING, ...conditions }, { ...entered, facts: { ...facts, ...own } }, around);
  assert.equal(fits({ personIds: ['ann'] }), true);
  assert.equal(fits({ personIds: ['bob'] }), false);
  assert.equal(fits({ personIds: ['bob'], unitIds: ['company'] }), true);
  assert.equal(fits({ assetIds: ['crane'] }, { personId: null, assetId: 'crane' }), true);
  assert.equal(fits({ assetIds: ['crane'], personIds: ['bob'] }, { personId: null }), false);
});

test('what concerns nobody in particular fits no rule about somebody', () => {
  const count = { kind: 'LIMIT_EXCEEDED' as const, facts: { ...NO_FACTS, placeId: 'area', count: 3 } };
  const rule = { ...NOTHING, kinds: ['LIMIT_EXCEEDED'] as const };
  const here = { placePath: ['site', 'area'], unitPath: [] };
  assert.equal(fitsRule({ ...rule, placeIds: ['site'] }, count, here), true);
  assert.equal(fitsRule({ ...rule, unitIds: ['company'] }, count, here), false);
  assert.equal(fitsRule({ ...rule, geofenceIds: ['zone'] }, count, here), false);
});
