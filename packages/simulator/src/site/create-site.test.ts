import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AREAS, GROUNDS } from './areas.ts';
import { type Site, WHOLE_SITE, createSite } from './create-site.ts';
import type { Coordinates } from './geo-json.ts';
import { distanceMeters, isWithin } from './plane.ts';
import { isInRing } from './ring-crossings.ts';
import { shortestRoute } from './routes.ts';
import { TANKS } from './structures.ts';

const site = createSite(1);
const areas = [...site.ground.areas.values()];
const onLand = areas.filter(({ id }) => !['tender-berth', 'jetty-berth', 'anchorage', 'ferry-pier'].includes(id));
const afloat = areas.filter((area) => !onLand.includes(area));

test('is the same for the same seed, and only the spots differ for another', () => {
  const spotsOf = ({ ground }: Site) => [...ground.areas.values()].map(({ spots }) => spots);
  const drawn = ({ zones, places, plan }: Site) => ({ zones, places, plan });
  assert.deepEqual(spotsOf(createSite(1)), spotsOf(site));
  assert.deepEqual(drawn(createSite(2)), drawn(site));
  assert.notDeepEqual(spotsOf(createSite(2)), spotsOf(site));
});

test('draws every zone as a closed ring, counter-clockwise', () => {
  for (const { polygon } of site.zones) {
    const [ring = []] = polygon.coordinates;
    assert.deepEqual(ring.at(0), ring.at(-1));
    assert.ok(signedArea(ring) > 0);
  }
});

test('keeps areas apart from each other', () => {
  for (const a of areas) {
    for (const b of areas) {
      const apart = a.east < b.west || b.east < a.west || a.north < b.south || b.north < a.south;
      assert.ok(a === b || apart, `${a.id} and ${b.id}`);
    }
  }
});

test('has work zones, a rest room, gates, an exclusion and muster points', () => {
  const kinds = Map.groupBy(site.zones, ({ kind }) => kind);
  assert.equal(kinds.get('MUSTER_POINT')?.length, 2);
  assert.equal(kinds.get('EXCLUSION')?.length, 1);
  assert.equal(kinds.get('BREAK_AREA')?.length, 1);
  assert.equal(kinds.get('GATE')?.length, 2);
  assert.ok((kinds.get('WORK_ZONE')?.length ?? 0) >= 9);
});

test('counts all zones but the muster points to the whole site, and those outside the fence do not', () => {
  for (const { id, kind, ring } of site.zones.filter((zone) => zone.id !== WHOLE_SITE)) {
    const inside = ring.filter((corner) => isInRing(corner, GROUNDS)).length;
    assert.equal(inside, kind === 'MUSTER_POINT' ? 0 : ring.length, id);
  }
});

test('has muster points beside what is evacuated in the tree of places, never below it', () => {
  const places = new Map(site.places.map((place) => [place.id, place]));
  const musterPlaces = new Set(site.zones.filter(({ kind }) => kind === 'MUSTER_POINT').map(({ placeId }) => placeId));
  for (const { id, kind, placeId } of site.zones) {
    assert.ok(places.has(placeId));
    if (kind !== 'MUSTER_POINT' && id !== WHOLE_SITE) {
      assert.ok(!musterPlaces.has(placeId), id);
      assert.equal(places.get(placeId)?.parentId, 'terminal');
    }
  }
  for (const placeId of musterPlaces) assert.equal(places.get(placeId)?.parentId, 'terminal');
});

test('names every place after the one above', () => {
  for (const [index, { parentId }] of site.places.entries()) {
    const above = site.places.slice(0, index).map(({ id }) => id);
    assert.ok(index === 0 ? parentId === null : parentId !== null && above.includes(parentId));
  }
  assert.equal(site.places[0]?.timeZone, 'Europe/London');
});

test('joins every area with every other one by road, or by water', () => {
  for (const side of [onLand, afloat]) {
    const stops = side.map(({ id, spots, doors }) => ({ areaId: id, spot: spots[0] ?? { x: 0, y: 0 }, doors }));
    for (const from of stops) {
      for (const to of stops) {
        const { lengthMeters } = shortestRoute(site.ground.roads, from, to);
        assert.ok(lengthMeters >= distanceMeters(from.spot, to.spot) - 1e-9 && lengthMeters < 1_800);
      }
    }
  }
});

test('puts spots and doors in their area, and nobody into a tank', () => {
  for (const area of areas) {
    for (const point of [...area.spots, ...area.doors]) {
      assert.ok(isWithin(point, area), area.id);
      const tank = TANKS.find(({ center, radiusMeters }) => distanceMeters(center, point) <= radiusMeters);
      assert.equal(tank?.name, undefined);
    }
  }
});

test('lets nobody cross a zone on the way to another, but a gate or the lanes between tanks', () => {
  const solid = onLand.filter(({ id, kind }) => kind !== 'GATE' && !id.startsWith('tanks'));
  for (const [from, to] of onLand.flatMap((one) => onLand.map((other) => [one, other] as const))) {
    const [out, into] = [from.doors[0], to.doors[0]];
    assert.ok(out && into);
    const { points } = site.ground.roads(out, into);
    for (const { id, west, south, east, north } of solid.filter((area) => area !== from && area !== to)) {
      const inner = { west: west + 1, south: south + 1, east: east - 1, north: north - 1 };
      const within = points.filter((point) => isWithin(point, inner));
      assert.equal(within.length, 0, `${from.id} to ${to.id} through ${id}`);
    }
  }
});

test('comes and goes by a gate only', () => {
  const inside = AREAS.filter((area) => isInRing({ x: area.west + 1, y: area.south + 1 }, GROUNDS));
  const outside = onLand.filter(({ id, kind }) => kind === null && !inside.some((area) => area.id === id));
  for (const from of outside) {
    for (const to of inside) {
      const [out, into] = [from.doors[0], to.doors[0]];
      assert.ok(out && into);
      const { points } = site.ground.roads(out, into);
      const gates = AREAS.filter(({ kind }) => kind === 'GATE');
      assert.ok(
        points.some((point) => gates.some((gate) => isWithin(point, gate))),
        `${from.id} to ${to.id}`,
      );
    }
  }
});

function signedArea(ring: readonly Coordinates[]): number {
  return ring.slice(1).reduce((sum, [x, y], index) => {
    const [previousX, previousY] = ring[index] ?? [x, y];
    return sum + (previousX * y - x * previousY) / 2;
  }, 0);
}
