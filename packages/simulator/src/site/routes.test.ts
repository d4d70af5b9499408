import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRoadRoutes, shortestRoute } from './routes.ts';

const at = (x: number, y: number) => ({ x, y });

/** A square whose upper way round is shorter, and a road that leads nowhere. */
const roads = createRoadRoutes([
  [at(0, 0), at(0, 10), at(30, 10), at(30, 0)],
  [at(0, 0), at(0, -40), at(30, -40), at(30, 0)],
  [at(100, 100), at(110, 100)],
]);

test('takes the shortest way and turns where roads meet', () => {
  assert.deepEqual(roads(at(0, 0), at(30, 0)), {
    points: [at(0, 0), at(0, 10), at(30, 10), at(30, 0)],
    lengthMeters: 50,
  });
});

test('answers the same the second time', () => {
  assert.deepEqual(roads(at(30, 10), at(0, 0)), roads(at(30, 10), at(0, 0)));
});

test('says where no road leads', () => {
  assert.throws(() => roads(at(0, 0), at(100, 100)), /no road leads from 0,0 to 100,100/u);
});

test('leaves and enters by the doors that make the way shortest', () => {
  const from = { areaId: 'a', spot: at(-5, 0), doors: [at(0, -40), at(0, 0)] };
  const to = { areaId: 'b', spot: at(35, 10), doors: [at(30, -40), at(30, 10)] };
  assert.deepEqual(shortestRoute(roads, from, to), {
    points: [at(-5, 0), at(0, 0), at(0, 10), at(30, 10), at(35, 10)],
    lengthMeters: 50,
  });
});

test('goes straight inside an area', () => {
  const doors = [at(0, 0)];
  const route = shortestRoute(roads, { areaId: 'a', spot: at(3, 4), doors }, { areaId: 'a', spot: at(6, 8), doors });
  assert.deepEqual(route, { points: [at(3, 4), at(6, 8)], lengthMeters: 5 });
});
