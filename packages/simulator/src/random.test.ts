import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from './random.ts';

const draw = (...key: (string | number)[]) => {
  const random = createRandom(...key);
  return Array.from({ length: 5 }, () => random.next());
};

test('draws the same for the same key and something else for another', () => {
  assert.deepEqual(draw(1, 'a'), draw(1, 'a'));
  assert.notDeepEqual(draw(1, 'a'), draw(2, 'a'));
  assert.notDeepEqual(draw(1, 'a'), draw(1, 'b'));
});

test('draws the same on every machine', () => {
  assert.deepEqual(draw(1, 'a').slice(0, 2), [0.5565249207429588, 0.9977834338787943]);
});

test('draws evenly and stays within its bounds', () => {
  const random = createRandom('even');
  const draws = Array.from({ length: 20_000 }, () => random.between(2, 4));
  assert.ok(draws.every((value) => value >= 2 && value < 4));
  assert.ok(Math.abs(mean(draws) - 3) < 0.02);
});

test('draws normally with mean 0 and deviation 1', () => {
  const random = createRandom('normal');
  const draws = Array.from({ length: 20_000 }, () => random.normal());
  assert.ok(Math.abs(mean(draws)) < 0.03);
  assert.ok(Math.abs(mean(draws.map((value) => value * value)) - 1) < 0.05);
});

test('is uncorrelated between neighbouring keys', () => {
  const firsts = Array.from({ length: 5000 }, (_, index) => createRandom(1, 'window', index).next() - 0.5);
  const products = firsts.slice(1).map((value, index) => value * (firsts[index] ?? 0));
  assert.ok(Math.abs(mean(products)) < 0.005);
});

test('picks every choice, and refuses to pick from none', () => {
  const random = createRandom('pick');
  const picked = new Set(Array.from({ length: 100 }, () => random.pick(['a', 'b', 'c'])));
  assert.equal(picked.size, 3);
  assert.throws(() => random.pick([]), RangeError);
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
