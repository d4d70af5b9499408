import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { planBounds, planFeatures } from './plan-features.ts';

const PLAN = {
  type: 'FeatureCollection',
  features: [
    feature({ role: 'PAVED' }, square(0)),
    feature({ role: 'BUILDING', name: 'Workshop', heightMeters: 10 }, square(0.2)),
    feature({ role: 'TANK', name: 'T-101', heightMeters: 19 }, square(0.4)),
    feature(
      { role: 'GATE', name: 'Main gate' },
      {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [0, 2],
        ],
      },
    ),
    feature({ role: 'LABEL', name: 'Car park' }, { type: 'Point', coordinates: [5, 6] }),
  ],
};

suite('planFeatures', () => {
  test('keeps what lies below first, and puts shadows to what stands', () => {
    const roles = planFeatures([PLAN]).shapes.features.map(({ properties }) => properties.role);
    assert.deepEqual(roles, ['PAVED', 'BUILDING', 'TANK', 'GATE', 'SHADOW', 'SHADOW']);
  });

  test('writes names in the middle of what they name', () => {
    const { features } = planFeatures([PLAN]).labels;
    assert.deepEqual(
      features.map(({ properties, geometry }) => [properties.name, geometry.coordinates]),
      [
        ['Workshop', [0.25, 0.25]],
        ['T-101', [0.45, 0.45]],
        ['Main gate', [0, 1]],
        ['Car park', [5, 6]],
      ],
    );
  });

  test('does not write a name that stands on the map anyway', () => {
    const names = planFeatures([PLAN], { names: new Set(['Workshop', 'Main gate']) }).labels.features;
    assert.deepEqual(
      names.map(({ properties }) => properties.name),
      ['T-101', 'Car park'],
    );
  });

  test('keeps the shapes of a floor above all others, and writes its names', () => {
    const { shapes, floor, labels } = planFeatures([], { floor: PLAN });
    assert.deepEqual([shapes.features.length, floor.features.length, labels.features.length], [0, 6, 4]);
    assert.deepEqual(planBounds(PLAN), { south: 0, west: 0, north: 6, east: 5 });
    assert.equal(planBounds(null), null);
  });

  test('draws nothing of places without a plan, and of what is none', () => {
    const { shapes, labels } = planFeatures([null, undefined, { type: 'Feature' }]);
    assert.deepEqual([shapes.features, labels.features], [[], []]);
  });
});

function feature(properties: object, geometry: object) {
  return { type: 'Feature', properties, geometry };
}

function square(at: number) {
  const far = Math.round((at + 0.1) * 10) / 10;
  return {
    type: 'Polygon',
    coordinates: [
      [
        [at, at],
        [far, at],
        [far, far],
        [at, far],
        [at, at],
      ],
    ],
  };
}
