import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { overlapping } from './overlapping.ts';

const REACH = 32;

suite('overlapping', () => {
  test('joins those that cover one another, and leaves who stands apart alone', () => {
    assert.deepEqual(groupsOf([0, 0], [100, 0], [20, 0], [131, 0], [300, 300]), [[0, 2], [1, 3], [4]]);
  });

  test('takes each point once, though several reach it', () => {
    assert.deepEqual(groupsOf([0, 0], [30, 0], [60, 0]), [[0, 1], [2]]);
    const many = scattered(2_000);
    const taken = overlapping(many, REACH).flat();
    assert.equal(taken.length, 2_000);
    assert.equal(new Set(taken).size, 2_000);
  });

  test('finds neighbours in each square around', () => {
    for (const [x, y] of [
      [-1, -1],
      [0, -1],
      [1, -1],
      [-1, 0],
      [1, 0],
      [-1, 1],
      [0, 1],
      [1, 1],
    ] as const) {
      assert.deepEqual(groupsOf([16, 16], [16 + 20 * x, 16 + 20 * y]), [[0, 1]]);
    }
  });

  test('keeps those that stand for groups apart', () => {
    const places = scattered(2_000);
    const firsts = overlapping(places, REACH).map(([first = 0]) => [
      places[2 * first] ?? 0,
      places[2 * first + 1] ?? 0,
    ]);
    for (const [index, [x = 0, y = 0]] of firsts.entries()) {
      for (const [otherX = 0, otherY = 0] of firsts.slice(index + 1)) {
        assert.ok(Math.hypot(x - otherX, y - otherY) >= REACH);
      }
    }
  });

  test('gives the same groups for the same points, wherever in the world they lie', () => {
    const places = scattered(500);
    const groups = overlapping(places, REACH);
    assert.deepEqual(overlapping(places.slice(), REACH), groups);
    const moved = places.map((value) => value + 32 * 1_000);
    assert.deepEqual(overlapping(moved, REACH), groups);
  });
});

function groupsOf(...points: (readonly [number, number])[]): number[][] {
  return overlapping(Float64Array.from(points.flat()), REACH);
}

/** So many points within a square, the same each time. */
function scattered(count: number): Float64Array {
  let seed = 7;
  const next = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  return Float64Array.from({ length: count * 2 }, () => Math.round(next() * 1_000));
}
