import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../test/seeded-random.ts';
import { starRing, type Position } from '../../test/shapes.ts';
import { bandOf, createEdgeBands, locate } from '../shape/edge-bands.ts';
import { DOUBTFUL, INSIDE, locateCoarsely, writeCoarseEdges } from './coarse-edges.ts';
import { createIntPool } from './int-pool.ts';

const flat = (ring: readonly Position[]) => Float64Array.from(ring.flat());

test('is right wherever it is not in doubt, and seldom in doubt', () => {
  const random = seededRandom(62);
  const pool = createIntPool();
  let [asked, doubtful, near, nearDoubtful] = [0, 0, 0, 0];
  for (let round = 0; round < 60; round++) {
    const center: Position = [random.pick([0, 8.123, -171.5]), random.pick([0, 47.1, -80])];
    const radius = random.pick([1e-4, 0.01, 1]);
    const star = starRing(random, { center, radius, corners: random.pick([3, 12, 90, 400]) });
    const bands = createEdgeBands([{ vertices: flat(star) }]);
    const { address, columnsPerUnit, rowsPerUnit } = writeCoarseEdges(pool, bands);
    const tell = (x: number, y: number) => {
      if (y < bands.south || y > bands.north) return null;
      const raster = { column: (x - bands.west) * columnsPerUnit, row: (y - bands.south) * rowsPerUnit };
      const told = locateCoarsely(pool, address, { ...raster, band: bandOf(bands, y) });
      const context = JSON.stringify({ round, x, y });
      if (told !== DOUBTFUL) assert.equal(told === INSIDE, locate(bands, x, y) === 'inside', context);
      if (told !== DOUBTFUL) assert.notEqual(locate(bands, x, y), 'boundary', context);
      return told === DOUBTFUL;
    };
    for (let probe = 0; probe < 500; probe++) {
      const isDoubtful = tell(
        center[0] + (random.next() - 0.5) * 2 * radius,
        center[1] + (random.next() - 0.5) * 2 * radius,
      );
      if (isDoubtful === null) continue;
      asked++;
      if (isDoubtful) doubtful++;
    }
    for (const [index, to] of star.entries()) {
      const from = star[index - 1] ?? to;
      for (const share of [0, random.next(), 0.5]) {
        const step = random.pick([0, 1e-12, 0.3, -0.3, 1, -1, 1.5, -2, 4]);
        const x = from[0] + share * (to[0] - from[0]) + step / columnsPerUnit;
        const isDoubtful = tell(x, from[1] + share * (to[1] - from[1]) + random.pick([0, step]) / rowsPerUnit);
        near++;
        nearDoubtful += Number(isDoubtful ?? false);
      }
    }
  }
  assert.ok(asked > 20_000 && doubtful < asked / 200, `${doubtful} of ${asked}`);
  assert.ok(nearDoubtful > near / 3 && nearDoubtful < near, `${nearDoubtful} of ${near}`);
});

test('leaves a polygon too flat for a raster to the edges themselves', () => {
  const least = Number.MIN_VALUE;
  const bands = createEdgeBands([{ vertices: Float64Array.of(0, 0, 1, 0, 0.5, least, 0, 0) }]);
  assert.equal(writeCoarseEdges(createIntPool(), bands).address, 0);
});
