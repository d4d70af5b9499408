import { orientation } from './orientation.ts';
import { vertexAt, vertexCount, type PlacedRing } from './placed-ring.ts';
import { closesInPlane } from './plane-polygon.ts';
import type { Polygon } from './shape.ts';
import { ringName, type ShapeProblem } from './shape-problem.ts';

/** Rings that go round a pole without running along it: they have no inside in the plane. */
export function poleProblems(polygons: readonly Polygon[]): ShapeProblem[] {
  return polygons.flatMap(({ shell, holes }, polygon) =>
    [shell, ...holes].flatMap((ring, index): ShapeProblem[] => {
      if (closesInPlane(ring)) return [];
      const address = { polygon, ring: index };
      const message = `${ringName(address)} goes round a pole; let it run along the antimeridian to latitude ±90 and along that from -180 to 180`;
      return [{ ...address, code: 'AROUND_POLE', message }];
    }),
  );
}

/** What is wrong with one ring's extent: nothing inside it, or more than the whole way round. */
export function extentProblems(ring: PlacedRing): ShapeProblem[] {
  const address = { polygon: ring.polygon, ring: ring.ring };
  if (ring.box.east - ring.box.west > 360) {
    return [{ ...address, code: 'TOO_WIDE', message: `${ringName(address)} goes more than once round the Earth` }];
  }
  if (!hasInside(ring)) {
    return [
      { ...address, code: 'ZERO_AREA', message: `${ringName(address)} has no area: all its points lie on one line` },
    ];
  }
  return [];
}

function hasInside(ring: PlacedRing): boolean {
  const first = vertexAt(ring, 0);
  const second = vertexAt(ring, 1);
  for (let index = 2; index < vertexCount(ring); index++) {
    if (orientation(first, second, vertexAt(ring, index)) !== 0) return true;
  }
  return false;
}
