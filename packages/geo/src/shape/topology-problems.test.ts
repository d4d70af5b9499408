import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom, type SeededRandom } from '../../test/seeded-random.ts';
import { closed, multiPolygon, polygon, problemsOf, ring, type Position } from '../../test/shapes.ts';

// Small whole coordinates make touching, overlapping and crossing common, and every product below exact.

const side = (a: Position, b: Position, c: Position) =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
const same = (a: Position, b: Position) => a[0] === b[0] && a[1] === b[1];
const isOn = ([a, b]: Edge, p: Position) =>
  side(a, b, p) === 0 && (p[0] - a[0]) * (p[0] - b[0]) <= 0 && (p[1] - a[1]) * (p[1] - b[1]) <= 0;

type Edge = readonly [Position, Position];

function edgesOf(ring: readonly Position[]): Edge[] {
  return ring.slice(1).map((to, index): Edge => [ring[index] ?? to, to]);
}

function crossWithin([a, b]: Edge, [c, d]: Edge): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Whether two edges have a stretch in common. */
function runAlong(first: Edge, second: Edge): boolean {
  if (side(...first, second[0]) !== 0 || side(...first, second[1]) !== 0) return false;
  const shared = [...second.filter((p) => isOn(first, p)), ...first.filter((p) => isOn(second, p))];
  return shared.some((p) => shared.some((q) => !same(p, q)));
}

function isSimple(ring: readonly Position[]): boolean {
  const edges = edgesOf(ring);
  return edges.every((first, i) =>
    edges.every((second, j) => {
      if (j <= i) return true;
      if (crossWithin(first, second) || runAlong(first, second)) return false;
      const common = [...second.filter((p) => isOn(first, p)), ...first.filter((p) => isOn(second, p))];
      const areNeighbours = j === i + 1 || (i === 0 && j === edges.length - 1);
      return areNeighbours || common.length === 0;
    }),
  );
}

/** -1 outside, 0 on the boundary, 1 inside, by winding number. */
function place(ring: readonly Position[], point: Position): number {
  let turns = 0;
  for (const edge of edgesOf(ring)) {
    if (isOn(edge, point)) return 0;
    const [from, to] = edge;
    if (from[1] <= point[1] && to[1] > point[1] && side(from, to, point) > 0) turns++;
    if (from[1] > point[1] && to[1] <= point[1] && side(from, to, point) < 0) turns--;
  }
  return turns === 0 ? -1 : 1;
}

/** Middles of the parts into which the other ring's vertices and its own divide a ring. */
function middles(ring: readonly Position[], other: readonly Position[]): Position[] {
  return edgesOf(ring).flatMap(([from, to]) => {
    const cuts = [from, ...other.filter((p) => isOn([from, to], p)), to].toSorted(
      (a, b) => Math.hypot(a[0] - from[0], a[1] - from[1]) - Math.hypot(b[0] - from[0], b[1] - from[1]),
    );
    return cuts.slice(1).flatMap((cut, index): Position[] => {
      const before = cuts[index] ?? cut;
      return same(cut, before) ? [] : [[(cut[0] + before[0]) / 2, (cut[1] + before[1]) / 2]];
    });
  });
}

type Relation = 'conflict' | 'apart' | 'first within second' | 'second within first';

/** How two simple rings lie to each other. */
function relation(first: readonly Position[], second: readonly Position[]): Relation {
  for (const a of edgesOf(first))
    for (const b of edgesOf(second)) if (crossWithin(a, b) || runAlong(a, b)) return 'conflict';
  const firstPlaces = new Set(middles(first, second).map((p) => place(second, p)));
  const secondPlaces = new Set(middles(second, first).map((p) => place(first, p)));
  if (firstPlaces.size > 1 || secondPlaces.size > 1) return 'conflict';
  if (firstPlaces.has(1)) return 'first within second';
  return secondPlaces.has(1) ? 'second within first' : 'apart';
}

function randomRing(random: SeededRandom, size: number): Position[] {
  const vertices: Position[] = [];
  while (vertices.length < random.integer(3, 8)) {
    const vertex: Position = [random.integer(0, size), random.integer(0, size)];
    const last = vertices.at(-1);
    if (last === undefined || !same(last, vertex)) vertices.push(vertex);
  }
  const [first, last] = [vertices[0], vertices.at(-1)];
  if (first !== undefined && last !== undefined && same(first, last)) vertices.pop();
  return vertices.length < 3 ? randomRing(random, size) : closed(vertices);
}

function simpleRing(random: SeededRandom, size: number): Position[] {
  for (;;) {
    const ring = randomRing(random, size);
    if (isSimple(ring)) return ring;
  }
}

test('tells simple rings from others as a comparison of all pairs of edges does', () => {
  const random = seededRandom(31);
  let simple = 0;
  for (let round = 0; round < 20_000; round++) {
    const ring = randomRing(random, random.pick([3, 5, 9]));
    const problems = problemsOf(polygon(ring));
    if (isSimple(ring)) simple++;
    assert.equal(problems.length === 0, isSimple(ring), JSON.stringify({ ring, problems }));
  }
  assert.ok(simple > 3_000 && simple < 17_000);
});

test('tells holes within their shell from others, whatever touches', () => {
  const random = seededRandom(32);
  const counts = new Map<string, number>();
  for (let round = 0; round < 20_000; round++) {
    const shell = simpleRing(random, 6);
    const hole = simpleRing(random, 3).map(([x, y]): Position => [x + 1, y + 1]);
    const found = relation(shell, hole);
    const code = problemsOf(polygon(shell, hole))[0]?.code ?? 'valid';
    const expected =
      { conflict: 'HOLE_CROSSES_SHELL', 'second within first': 'valid' }[found as string] ?? 'HOLE_OUTSIDE_SHELL';
    counts.set(expected, (counts.get(expected) ?? 0) + 1);
    assert.equal(code, expected, JSON.stringify({ shell, hole, found }));
  }
  assert.ok((counts.get('valid') ?? 0) > 100 && (counts.get('HOLE_OUTSIDE_SHELL') ?? 0) > 500);
});

test('tells polygons apart from those that overlap, whatever touches', () => {
  const random = seededRandom(33);
  for (let round = 0; round < 20_000; round++) {
    const [first, second] = [simpleRing(random, 6), simpleRing(random, 6)];
    const code = problemsOf(multiPolygon([first], [second]))[0]?.code ?? 'valid';
    assert.equal(
      code,
      relation(first, second) === 'apart' ? 'valid' : 'POLYGONS_OVERLAP',
      JSON.stringify({ first, second }),
    );
  }
});

test('judges three rings that touch in one point by every pair', () => {
  const random = seededRandom(34);
  const frame = ring('-9 -9, 9 -9, 9 9, -9 9');
  const seen = new Set<boolean>();
  for (let round = 0; round < 20_000; round++) {
    const holes = [0, 1, 2].map((): Position[] => {
      const corner = (): Position => [random.integer(-3, 3), random.integer(-3, 3)];
      return closed([[0, 0], corner(), corner()]);
    });
    const [a, b, c] = holes;
    if (a === undefined || b === undefined || c === undefined || !holes.every(isProper)) continue;
    const fine = relation(a, b) === 'apart' && relation(b, c) === 'apart' && relation(a, c) === 'apart';
    seen.add(fine);
    assert.equal(problemsOf(polygon(frame, ...holes)).length === 0, fine, JSON.stringify(holes));
  }
  assert.equal(seen.size, 2);
});

function isProper(ring: readonly Position[]): boolean {
  const [a, b, c] = ring;
  return a !== undefined && b !== undefined && c !== undefined && side(a, b, c) !== 0;
}
