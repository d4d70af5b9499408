import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readWorld, type PackedWorld } from './read-world.ts';

suite('readWorld', () => {
  test('adds up what each point of a line is told by', () => {
    const { features } = readWorld({ land: [[[100, 200, 50, 0, 0, -50, -50, 50]]], borders: [[-100, 0, 25, 1]] });
    assert.deepEqual(
      features
        .slice(1)
        .map(({ properties, geometry }) => [properties.part, 'coordinates' in geometry && geometry.coordinates]),
      [
        ['land', [[[1, 2], [1.5, 2], [1.5, 1.5], [1, 2]]]],
        ['border', [[[-1, 0], [-0.75, 0.01]]]],
      ], // prettier-ignore
    );
  });

  test('the world that comes with the product is small, whole and on the globe', async () => {
    const text = await readFile(new URL('./world.json', import.meta.url), 'utf8');
    assert.ok(gzipSync(text).length < 120_000);
    // The file is our own.
    const { features } = readWorld(JSON.parse(text) as PackedWorld);
    const rings = features.flatMap(({ properties, geometry }) =>
      properties.part === 'land' && geometry.type === 'Polygon' ? geometry.coordinates : [],
    );
    assert.ok(rings.length > 500);
    for (const ring of rings) {
      assert.deepEqual(ring[0], ring.at(-1), 'rings are closed');
      for (const [east = 999, north = 999] of ring) assert.ok(Math.abs(east) <= 360 && Math.abs(north) <= 90);
    }
  });
});
