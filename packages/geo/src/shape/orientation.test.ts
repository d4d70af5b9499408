import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../test/seeded-random.ts';
import { orientation } from './orientation.ts';
import type { PlanePoint } from './plane.ts';

const SCALE = 2 ** 53;

/** The truth for coordinates that are whole multiples of 2^-53. */
function truth(a: PlanePoint, b: PlanePoint, c: PlanePoint): number {
  const [ax, ay, bx, by, cx, cy] = [a.x, a.y, b.x, b.y, c.x, c.y].map((value) => BigInt(value * SCALE));
  assert.ok(ax !== undefined && ay !== undefined && bx !== undefined && by !== undefined);
  assert.ok(cx !== undefined && cy !== undefined);
  const determinant = (ax - cx) * (by - cy) - (ay - cy) * (bx - cx);
  return determinant === 0n ? 0 : determinant > 0n ? 1 : -1;
}

test('is right for points a bit or two off a long line, where rounding alone is not', () => {
  const [b, c] = [
    { x: 12, y: 12 },
    { x: 24, y: 24 },
  ];
  let roundingIsWrong = 0;
  for (let i = 0; i < 64; i++) {
    for (let j = 0; j < 64; j++) {
      const a = { x: 0.5 + i / SCALE, y: 0.5 + j / SCALE };
      const rounded = Math.sign((a.x - c.x) * (b.y - c.y) - (a.y - c.y) * (b.x - c.x));
      if (rounded !== truth(a, b, c)) roundingIsWrong++;
      assert.equal(Math.sign(orientation(a, b, c)), truth(a, b, c), `${i} ${j}`);
      assert.equal(Math.sign(orientation(b, c, a)), truth(a, b, c));
      assert.equal(Math.sign(orientation(c, b, a)), -truth(a, b, c) + 0);
    }
  }
  assert.ok(roundingIsWrong > 500);
});

test('is right for random points close to a line through two others', () => {
  const random = seededRandom(11);
  const whole = (value: number) => Math.round(value * 2 ** 40) / 2 ** 40;
  for (let round = 0; round < 5_000; round++) {
    const a = { x: whole(random.next() * 360 - 180), y: whole(random.next() * 180 - 90) };
    const b = { x: whole(a.x + random.next() * 1e-3), y: whole(a.y + random.next() * 1e-3) };
    const share = random.next() * 3 - 1;
    const c = { x: whole(a.x + share * (b.x - a.x)), y: whole(a.y + share * (b.y - a.y)) };
    assert.equal(Math.sign(orientation(a, b, c)), truth(a, b, c));
  }
});

test('does not lose its way among numbers whose products vanish', () => {
  const tiny = 1e-170;
  const a = { x: 0, y: 0 };
  assert.ok(orientation(a, { x: tiny, y: tiny }, { x: tiny, y: 2 * tiny }) > 0);
  assert.ok(orientation(a, { x: tiny, y: tiny }, { x: 2 * tiny, y: tiny }) < 0);
  assert.equal(orientation(a, { x: tiny, y: tiny }, { x: 3 * tiny, y: 3 * tiny }), 0);
  const least = Number.MIN_VALUE;
  assert.ok(orientation(a, { x: least, y: 0 }, { x: 0, y: -least }) < 0);
  assert.ok(orientation(a, { x: 180, y: 90 }, { x: -least, y: -0 }) > 0);
});

test('does not trust a difference that underflow has turned round', () => {
  // Left product: exactly half way between two doubles, rounded up; right product: a hair below, rounded down. But the
  // left factor was rounded up too: truly the left product is the smaller one.
  const unit = 2 ** -540;
  const a = { x: 32 * unit, y: 3 * unit };
  const b = { x: 7_806_239_354_108_917 * unit, y: 731_834_939_447_711 * unit };
  const c = { x: 0.24 * 2 ** -47 * unit, y: 0 };
  assert.ok((a.x - c.x) * (b.y - c.y) > (a.y - c.y) * (b.x - c.x));
  assert.ok(orientation(a, b, c) < 0);
});
