import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSite } from './create-site.ts';
import { distanceMeters, isWithin } from './plane.ts';
import { shortestRoute } from './routes.ts';

const site = createSite(1);

test('is the same for the same seed, and only the spots differ for another', () => {
  const { ground, ...drawn } = createSite(1);
  const { ground: otherGround, ...otherDrawn } = createSite(2);
  assert.deepEqual(ground.areas, site.ground.areas);
  assert.deepEqual(otherDrawn, drawn);
  assert.notDeepEqual(otherGround.areas, ground.areas);
});

test('draws every area as a closed ring, counter-clockwise, within the fence', () => {
  const fence = box(site.boundary.coordinates[0]);
  for (const { polygon } of site.areas) {
    const ring = polygon.coordinates[0] ?? [];
    assert.deepEqual(ring.at(0), ring.at(-1));
    assert.ok(signedArea(ring) > 0);
    const { west, south, east, north } = box(ring);
    assert.ok(west > fence.west && south > fence.south && east < fence.east && north < fence.north);
  }
});

test('keeps areas apart from each other', () => {
  const { areas } = site.ground;
  for (const a of areas) {
    for (const b of areas) {
      const apart = a.east < b.west || b.east < a.west || a.north < b.south || b.north < a.south;
      assert.ok(a === b || apart, `${a.id} and ${b.id}`);
    }
  }
});

test('joins every area with every other one by road', () => {
  const { areas, roads } = site.ground;
  const stops = areas.flatMap(({ id, spots, doors }) => spots.slice(0, 1).map((spot) => ({ areaId: id, spot, doors })));
  for (const from of stops) {
    for (const to of stops) {
      const { lengthMeters } = shortestRoute(roads, from, to);
      assert.ok(lengthMeters >= distanceMeters(from.spot, to.spot) && lengthMeters < 600);
    }
  }
});

test('puts spots and doors in their area', () => {
  for (const area of site.ground.areas) {
    assert.ok(
      [...area.spots, ...area.doors].every((point) => isWithin(point, area)),
      area.id,
    );
  }
});

test('lets no road cross an area it does not lead to', () => {
  for (const area of site.ground.areas) {
    const inner = { west: area.west + 1, south: area.south + 1, east: area.east - 1, north: area.north - 1 };
    for (const { coordinates: line } of site.paths) assert.ok(line.length >= 2);
    for (const from of site.ground.areas) {
      for (const to of site.ground.areas) {
        const [out, into] = [from.doors[0], to.doors[0]];
        assert.ok(out && into);
        const { points } = site.ground.roads(out, into);
        assert.ok(
          points.every((point) => !isWithin(point, inner)),
          `${from.id} to ${to.id} through ${area.id}`,
        );
      }
    }
  }
});

type Ring = [number, number][];

function signedArea(ring: Ring): number {
  return ring.slice(1).reduce((sum, [x, y], index) => {
    const [previousX, previousY] = ring[index] ?? [x, y];
    return sum + (previousX * y - x * previousY) / 2;
  }, 0);
}

function box(ring: Ring = []) {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return { west: Math.min(...xs), south: Math.min(...ys), east: Math.max(...xs), north: Math.max(...ys) };
}
