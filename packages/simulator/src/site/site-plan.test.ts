import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSite } from './create-site.ts';
import type { PlanRole } from './site-plan.ts';

const { plan } = createSite(1);

const SHAPES: Readonly<Record<PlanRole, string>> = {
  BUILDING: 'Polygon',
  TANK: 'Polygon',
  ROAD: 'Polygon',
  RAIL: 'LineString',
  PAVED: 'Polygon',
  GREEN: 'Polygon',
  WATER: 'Polygon',
  QUAY: 'Polygon',
  FENCE: 'LineString',
  GATE: 'LineString',
  LABEL: 'Point',
};

test('draws each role in its own way, and each of them', () => {
  for (const { properties, geometry } of plan.features) assert.equal(geometry.type, SHAPES[properties.role]);
  assert.deepEqual(new Set(plan.features.map(({ properties }) => properties.role)), new Set(Object.keys(SHAPES)));
});

test('says how high what stands up is, and of nothing else', () => {
  for (const { properties } of plan.features) {
    const stands = properties.role === 'BUILDING' || properties.role === 'TANK';
    assert.equal(properties.heightMeters !== undefined, stands);
    assert.ok(!stands || (properties.heightMeters ?? 0) > 0);
  }
});

test('keeps within what a place may carry', () => {
  assert.ok(plan.features.length <= 2_000);
  assert.ok(JSON.stringify(plan).length < 100_000, `${JSON.stringify(plan).length} bytes`);
});

test('closes every ring', () => {
  for (const { geometry } of plan.features) {
    if (geometry.type !== 'Polygon') continue;
    for (const ring of geometry.coordinates) assert.deepEqual(ring.at(0), ring.at(-1));
  }
});
