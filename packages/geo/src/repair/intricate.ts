import { coordinateAt } from '../typed-read.ts';
import type { PlaneRing } from '../shape/plane-polygon.ts';

/** So many pairs of edges are looked at before a drawing counts as too intricate to redraw. */
const MOST_PAIRS = 20_000_000;
/** So many pairs of edges may lie in each other's boxes; about as many crossings there can be. */
const MOST_MEETINGS = 50_000;

/** Whether so many edges lie on top of each other that redrawing them would take for ever. */
export function isTooIntricate(rings: readonly PlaneRing[]): boolean {
  const edges = rings.flatMap(edgeBoxes).toSorted((a, b) => a.west - b.west);
  let [pairs, meetings] = [0, 0];
  let open: EdgeBox[] = [];
  for (const edge of edges) {
    open = open.filter(({ east }) => east > edge.west);
    pairs += open.length;
    for (const other of open) if (other.south < edge.north && edge.south < other.north) meetings++;
    if (pairs > MOST_PAIRS || meetings > MOST_MEETINGS + 4 * edges.length) return true;
    open.push(edge);
  }
  return false;
}

interface EdgeBox {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

function edgeBoxes({ vertices }: PlaneRing): EdgeBox[] {
  const boxes: EdgeBox[] = [];
  for (let at = 2; at < vertices.length; at += 2) {
    const [x1, y1] = [coordinateAt(vertices, at - 2), coordinateAt(vertices, at - 1)];
    const [x2, y2] = [coordinateAt(vertices, at), coordinateAt(vertices, at + 1)];
    boxes.push({ west: Math.min(x1, x2), east: Math.max(x1, x2), south: Math.min(y1, y2), north: Math.max(y1, y2) });
  }
  return boxes;
}
