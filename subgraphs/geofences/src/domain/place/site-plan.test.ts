import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseSitePlan } from './site-plan.ts';

const point = { type: 'Point', coordinates: [4.1, 52.2] };
const feature = (changes: object = {}, properties: object = {}) => ({
  type: 'Feature',
  geometry: point,
  properties: { role: 'LABEL', ...properties },
  ...changes,
});
const plan = (...features: unknown[]) => ({ type: 'FeatureCollection', features });

function problems(value: unknown): string[] {
  const parsed = parseSitePlan(value);
  return parsed.ok ? [] : parsed.userErrors.map(({ code, params }) => [code, ...params.map((p) => p.value)].join(' '));
}

test('keeps a plan as it came, to the last digit', () => {
  const given = plan(feature({}, { name: 'Gate 1', heightMeters: 2.5, colour: 'green' }));
  assert.deepEqual(parseSitePlan(given), { ok: true, value: JSON.stringify(given) });
  assert.deepEqual(problems(plan()), []);
});

test('names each feature that is wrong, and why', () => {
  const wrong = plan(
    feature(),
    'x',
    feature({}, { role: 'HOUSE' }),
    feature({}, { name: 'a\nb', heightMeters: -1 }),
    feature({ geometry: { type: 'Point', coordinates: [52.2, 94.1] } }),
    feature({ geometry: { type: 'Polygon', coordinates: [4.1, 52.2] } }),
    feature({ geometry: { type: 'GeometryCollection', geometries: [point] } }),
    feature({ geometry: { type: 'constructor', coordinates: [4.1, 52.2] } }),
    feature({}, { name: 'x'.repeat(101), heightMeters: 1_001 }),
  );
  assert.deepEqual(problems(wrong), [
    'NOT_A_FEATURE 2',
    'UNKNOWN_ROLE 3',
    'BAD_NAME 4',
    'BAD_HEIGHT 4',
    'BAD_GEOMETRY 5',
    'BAD_GEOMETRY 6',
    'BAD_GEOMETRY 7',
    'BAD_GEOMETRY 8',
    'BAD_NAME 9',
    'BAD_HEIGHT 9',
  ]);
});

test('refuses what is no collection, too many features and too many bytes', () => {
  for (const value of [5, 'x', [], feature(), { type: 'FeatureCollection' }])
    assert.deepEqual(problems(value), ['NOT_A_PLAN']);
  const many = Array.from({ length: 2_000 }, () => feature());
  assert.deepEqual(problems(plan(...many)), []);
  assert.deepEqual(problems(plan(...many, feature())), ['TOO_MANY_FEATURES 2000']);
  assert.deepEqual(problems(plan(feature({}, { note: 'x'.repeat(409_600) }))), ['TOO_LARGE 409600']);
  assert.equal(problems(plan(...many.map(() => 'x'))).length, 20);
});
