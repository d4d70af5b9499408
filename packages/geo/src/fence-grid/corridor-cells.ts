import { forEachEdge } from '../shape/edge-bands.ts';
import { boxAlong, corridorLine, DOUBT } from '../shape/corridor-line.ts';
import { lineDistanceMeters } from '../shape/line-distance.ts';
import { TURNS, type Box } from '../shape/plane-polygon.ts';
import { CROSSED, INNER, partMiddle, partReachMeters, type PartArea } from './part-area.ts';
import type { CorridorPiece } from './piece.ts';

/** Marks the parts that a corridor has points in. */
export function markCorridor(piece: CorridorPiece, area: PartArea, parts: Uint8Array): void {
  const { bands } = corridorLine(piece.corridor);
  const radiusMeters = (piece.corridor.widthMeters / 2) * (1 + DOUBT);
  forEachEdge(bands, (edge) => {
    for (const stretch of stretches(bands.vertices.subarray(2 * edge, 2 * edge + 4), area)) {
      markBox(boxAlong(stretch, radiusMeters), area, parts);
    }
  });
  markInner(piece, area, parts);
}

/** An edge in pieces no longer than a part, so that the boxes around them keep to it. */
function* stretches(edge: Float64Array, { partsPerUnit }: PartArea): Generator<Float64Array> {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = edge;
  const count = Math.max(Math.ceil(Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1)) * partsPerUnit), 1);
  if (count === 1) {
    yield edge;
    return;
  }
  const stretch = new Float64Array(4);
  for (let step = 0; step < count; step++) {
    const [from, to] = [step / count, (step + 1) / count];
    stretch[0] = x1 + from * (x2 - x1);
    stretch[1] = y1 + from * (y2 - y1);
    stretch[2] = x1 + to * (x2 - x1);
    stretch[3] = y1 + to * (y2 - y1);
    yield stretch;
  }
}

function markBox(box: Box, { partsPerUnit, west, south, columns, rows }: PartArea, parts: Uint8Array): void {
  const firstRow = Math.max(Math.floor(box.south * partsPerUnit) - south, 0);
  const lastRow = Math.min(Math.floor(box.north * partsPerUnit) - south, rows - 1);
  for (const turn of TURNS) {
    const firstColumn = Math.max(Math.floor((box.west + turn) * partsPerUnit) - west, 0);
    const lastColumn = Math.min(Math.floor((box.east + turn) * partsPerUnit) - west, columns - 1);
    if (firstColumn > lastColumn) continue;
    for (let row = firstRow; row <= lastRow; row++) {
      parts.fill(CROSSED, row * columns + firstColumn, row * columns + lastColumn + 1);
    }
  }
}

/** Of the parts found, those whose every point is near enough to the line need no test. */
function markInner({ corridor, frame }: CorridorPiece, area: PartArea, parts: Uint8Array): void {
  const radiusMeters = corridor.widthMeters / 2;
  for (let row = 0; row < area.rows; row++) {
    const most = radiusMeters * (1 - DOUBT) - partReachMeters(area, { row, side: 1 });
    if (most <= 0) continue;
    for (let column = 0; column < area.columns; column++) {
      const at = row * area.columns + column;
      if (parts[at] !== CROSSED) continue;
      const distance = lineDistanceMeters(corridor, partMiddle({ area, frame }, { column, row, side: 1 }), most);
      if (distance <= most) parts[at] = INNER;
    }
  }
}
