import { isFiniteNumber } from '../shape/json-value.ts';
import { ringName, type RingAddress, type ShapeProblem, type ShapeProblemCode } from '../shape/shape-problem.ts';
import type { Position } from './draft.ts';
import type { ShapeChange } from './shape-change.ts';

/** A ring's positions as far as they can be understood, closed, or why they cannot. */
export type ReadRing =
  | { readonly kind: 'read'; readonly ring: readonly Position[]; readonly changes: readonly ShapeChange[] }
  | { readonly kind: 'refused'; readonly problem: ShapeProblem };

/** The most a longitude may be for being a place one turn further on. */
const MOST_TURNED = 540;

/** Reads a ring's positions, turns longitudes beyond ±180 back, and closes the ring. */
export function readRing(vertices: unknown, address: RingAddress): ReadRing {
  const name = ringName(address);
  const refused = (code: ShapeProblemCode, message: string): ReadRing => ({
    kind: 'refused',
    problem: { ...address, code, message: `${name} ${message}` },
  });
  if (!Array.isArray(vertices)) return refused('NOT_A_RING', 'is not a list of positions');
  const ring: Position[] = [];
  let turned = 0;
  for (const [index, vertex] of vertices.entries()) {
    const [longitude, latitude] = Array.isArray(vertex) ? vertex : [];
    if (!isFiniteNumber(longitude) || !isFiniteNumber(latitude)) {
      return refused('NOT_A_POSITION', `has at point ${index + 1} no longitude and latitude`);
    }
    if (Math.abs(longitude) > MOST_TURNED || Math.abs(latitude) > 90) {
      return refused('OUT_OF_RANGE', `has at point ${index + 1} longitude ${longitude}, latitude ${latitude}`);
    }
    if (Math.abs(longitude) > 180) turned++;
    ring.push([longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude, latitude]);
  }
  const changes: ShapeChange[] = [];
  if (turned > 0) {
    const message = `${turned} points of ${name} had longitudes beyond ±180 and were turned back by 360°`;
    changes.push({ ...address, code: 'LONGITUDE_TURNED', message });
  }
  return { kind: 'read', ...closed({ ring, changes }, address) };
}

interface Progress {
  readonly ring: readonly Position[];
  readonly changes: readonly ShapeChange[];
}

function closed({ ring, changes }: Progress, address: RingAddress): Progress {
  const [first, last] = [ring[0], ring.at(-1)];
  if (first === undefined || last === undefined || isSamePosition(first, last)) return { ring, changes };
  const [longitude, latitude] = first;
  const message = `${ringName(address)} was open; it now ends with the point it begins with`;
  return {
    ring: [...ring, first],
    changes: [...changes, { ...address, position: { latitude, longitude }, code: 'RING_CLOSED', message }],
  };
}

/** Whether two positions have the same coordinates. */
export function isSamePosition(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
