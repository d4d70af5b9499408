import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { HEAT_LEVELS, heatFeatures, heatZoom, onEarth } from './heat-features.ts';

const BOUNDS = { south: 51, west: 4, north: 51.1, east: 4.1 };

suite('the heat map', () => {
  test('tells parts by their share of the hottest', () => {
    const { features } = heatFeatures(
      [1_000, 700, 400, 200, 1].map((dwellSeconds) => ({ bounds: BOUNDS, dwellSeconds })),
    );
    assert.deepEqual(
      features.map(({ properties }) => properties.level),
      [HEAT_LEVELS - 1, HEAT_LEVELS - 1, 3, 2, 0],
    );
  });

  test('is coolest where nobody stayed', () => {
    assert.deepEqual(heatFeatures([{ bounds: BOUNDS, dwellSeconds: 0 }]).features[0]?.properties, { level: 0 });
    assert.deepEqual(heatFeatures([]).features, []);
  });

  test('has some twenty parts across the view, however near it is', () => {
    for (const width of [0.005, 0.01, 1, 40]) {
      const parts = (width / 360) * 2 ** heatZoom({ ...BOUNDS, east: BOUNDS.west + width });
      assert.ok(parts > 14 && parts < 29, `${parts} parts at ${width} degrees`);
    }
    assert.equal(heatZoom({ ...BOUNDS, east: BOUNDS.west }), 22);
  });

  test('asks only for what lies on the earth', () => {
    assert.deepEqual(onEarth({ south: -95, west: -200, north: 95, east: 190 }), {
      south: -90,
      west: -180,
      north: 90,
      east: 180,
    });
  });
});
