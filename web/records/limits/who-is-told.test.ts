import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rulesTelling, type LimitRule } from './who-is-told.ts';

const ANY: LimitRule = {
  enabled: true,
  kinds: ['LIMIT_EXCEEDED'],
  geofenceKinds: [],
  geofences: [],
  places: [],
  people: [],
  assets: [],
  units: [],
};
const ZONE = { zone: { id: 'tank', kind: 'WORK_ZONE' }, placePath: ['farm', 'site'] } as const;
const PLACE = { zone: null, placePath: ['farm', 'site'] };

const tells = (rule: Partial<LimitRule>, limited: typeof ZONE | typeof PLACE = ZONE) =>
  rulesTelling([{ ...ANY, ...rule }], limited).length === 1;

test('a rule tells of a limit when it is on and about limits', () => {
  assert.ok(tells({}));
  assert.ok(tells({ kinds: ['ENTERED', 'BELOW_MINIMUM'] }));
  assert.ok(!tells({ enabled: false }));
  assert.ok(!tells({ kinds: ['ENTERED', 'LIMIT_CLEARED'] }));
});

test('where a rule is limited to zones, kinds or places, the limit has to be there', () => {
  assert.ok(tells({ geofences: [{ id: 'tank' }] }));
  assert.ok(!tells({ geofences: [{ id: 'quay' }] }));
  assert.ok(!tells({ geofences: [null] }));
  assert.ok(tells({ geofenceKinds: ['WORK_ZONE'] }));
  assert.ok(!tells({ geofenceKinds: ['GATE'] }));
  assert.ok(tells({ places: [{ id: 'site' }] }));
  assert.ok(!tells({ places: [{ id: 'elsewhere' }] }));
  assert.ok(tells({ places: [{ id: 'farm' }] }, PLACE));
  assert.ok(!tells({ geofences: [{ id: 'tank' }] }, PLACE));
});

test('a rule about certain people, assets or units never tells of a limit', () => {
  for (const field of ['people', 'assets', 'units'] as const) assert.ok(!tells({ [field]: [{ id: 'x' }] }), field);
});
