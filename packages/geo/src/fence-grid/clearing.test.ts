import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../test/seeded-random.ts';
import { at, circleOf, corridorOf, polygon, shapeOf, starRing, wrapped, type Position } from '../../test/shapes.ts';
import type { Shape } from '../shape/shape.ts';
import { createFenceGrid } from './fence-grid.ts';

const random = seededRandom(83);
const PLACES: readonly [Position, ...Position[]] = [
  [8.5, 47.4],
  [180, -17],
  [-179.99, 66],
  [0, 0],
  [20, 89.5],
];

function randomShape(): Shape {
  const [x, y] = random.pick(PLACES);
  const radius = 10 ** (random.next() * 4 - 4);
  const center: Position = [
    x + (random.next() - 0.5) * 8 * radius,
    Math.min(y + (random.next() - 0.5) * 8 * radius, 89),
  ];
  if (random.next() < 0.3) return circleOf(at(wrapped(center)), Math.max(radius * 50_000, 1));
  const line = starRing(random, { center, radius: radius / 2, corners: random.integer(6, 30) }).map(wrapped);
  return random.next() < 0.2 ? corridorOf(line, Math.max(radius * 20_000, 0.5)) : shapeOf(polygon(line));
}

const near = ([x, y]: Position, reach: number): Position =>
  wrapped([x + (random.next() - 0.5) * reach, Math.max(Math.min(y + (random.next() - 0.5) * reach, 90), -90)]);

test('clears boxes in which every place is in the same shapes, through any edits', () => {
  const grid = createFenceGrid<number>();
  let found = 0;
  for (let round = 0; round < 1_200; round++) {
    const id = random.integer(0, 80);
    if (random.next() < 0.3) grid.remove(id);
    else grid.set(id, randomShape());
    const place = at(near(random.pick(PLACES), 10 ** (random.next() * 5 - 4)));
    const clearing = grid.clearing(place.latitude, place.longitude);
    if (clearing === null) continue;
    found++;
    const ids = grid.query(place.latitude, place.longitude).toSorted();
    assert.deepEqual([...clearing.ids].toSorted(), ids);
    const { west, east, south, north } = clearing;
    assert.ok(west <= place.longitude && place.longitude <= east && south <= place.latitude && place.latitude <= north);
    for (let probe = 0; probe < 60; probe++) {
      const share = () => random.pick([0, 1, random.next(), random.next()]);
      const [x, y] = [west + share() * (east - west), south + share() * (north - south)];
      const [longitude, latitude] = [Math.min(x, east), Math.min(y, north)];
      assert.deepEqual(grid.query(latitude, longitude).toSorted(), ids, JSON.stringify({ round, latitude, longitude }));
    }
  }
  assert.ok(found > 600, `${found} clearings`);
});

test('clears nothing where a boundary passes, at a pole, on the antimeridian, and where no place is', () => {
  const grid = createFenceGrid<number>();
  assert.equal(grid.clearing(90, 8), null);
  assert.equal(grid.clearing(10, 180), null);
  assert.equal(grid.clearing(Number.NaN, 8), null);
  assert.deepEqual(grid.clearing(47, 8)?.ids, []);
  grid.set(1, circleOf({ latitude: 47, longitude: 8 }, 1_000));
  assert.equal(grid.clearing(47 + 1_000 / 111_195, 8), null);
  assert.deepEqual(grid.clearing(47, 8)?.ids, [1]);
  assert.deepEqual(grid.clearing(48, 8)?.ids, []);
});

test('clears much where there is little, and little between many', () => {
  const grid = createFenceGrid<number>();
  const width = () => {
    const clearing = grid.clearing(47, 8);
    return clearing ? clearing.east - clearing.west : 0;
  };
  grid.set(1, circleOf({ latitude: 47.2, longitude: 8.2 }, 100));
  const before = width();
  for (let index = 0; index < 50; index++) {
    const angle = (index / 50) * 2 * Math.PI;
    const center = { latitude: 47 + 0.005 * Math.sin(angle), longitude: 8 + 0.005 * Math.cos(angle) };
    grid.set(index, circleOf(center, 100));
  }
  assert.ok(before > 0.01, `${before}°`);
  assert.ok(width() > 0.001 && width() < 0.01, `${width()}°`);
});
