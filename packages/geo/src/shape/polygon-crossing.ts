import { coordinateAt, wholeAt } from '../typed-read.ts';
import type { Crossing } from './crossing.ts';
import { bandOf, type EdgeBands } from './edge-bands.ts';
import type { PlanePoint, Segment } from './plane.ts';
import { linesAt, type Line } from './plane-line.ts';
import { prepare } from './prepare.ts';
import { segmentMeeting } from './segment-meeting.ts';
import type { PolygonShape } from './shape.ts';

/** The first and the last place of a line of some length where it meets the boundary of polygons, or null. */
export function polygonMeetings(shape: PolygonShape, line: Line): Crossing | null {
  const shares = { first: Infinity, last: -Infinity };
  for (const { frame, bands } of prepare(shape)) {
    for (const segment of linesAt(bands, frame, line)) meetEdges(bands, segment, shares);
  }
  return shares.first <= shares.last ? shares : null;
}

interface Shares {
  first: number;
  last: number;
}

function meetEdges(bands: EdgeBands, line: Segment, shares: Shares): void {
  const south = Math.max(Math.min(line.y1, line.y2), bands.south);
  const north = Math.min(Math.max(line.y1, line.y2), bands.north);
  if (!(south <= north)) return;
  const end = wholeAt(bands.index, bandOf(bands, north) + 1);
  // The bands stand one after the other, so the edges of all those passed are one stretch of the list.
  for (let at = wholeAt(bands.index, bandOf(bands, south)); at < end; at++) {
    meetEdge(line, edgeAt(bands, wholeAt(bands.index, at)), shares);
  }
}

function edgeAt({ vertices }: EdgeBands, edge: number): Segment {
  return {
    x1: coordinateAt(vertices, 2 * edge),
    y1: coordinateAt(vertices, 2 * edge + 1),
    x2: coordinateAt(vertices, 2 * edge + 2),
    y2: coordinateAt(vertices, 2 * edge + 3),
  };
}

function meetEdge(line: Segment, edge: Segment, shares: Shares): void {
  if (Math.max(edge.x1, edge.x2) < Math.min(line.x1, line.x2)) return;
  if (Math.min(edge.x1, edge.x2) > Math.max(line.x1, line.x2)) return;
  const [from, to]: [PlanePoint, PlanePoint] = [
    { x: edge.x1, y: edge.y1 },
    { x: edge.x2, y: edge.y2 },
  ];
  const meeting = segmentMeeting(
    [
      { x: line.x1, y: line.y1 },
      { x: line.x2, y: line.y2 },
    ],
    [from, to],
  );
  if (meeting === null) return;
  // Along an edge the whole stretch is met: what of the edge lies beyond the line's ends is cut off.
  for (const at of meeting.kind === 'overlap' ? [from, to] : [meeting.at]) {
    const share = Math.min(Math.max(shareOf(line, at), 0), 1);
    shares.first = Math.min(shares.first, share);
    shares.last = Math.max(shares.last, share);
  }
}

function shareOf({ x1, y1, x2, y2 }: Segment, { x, y }: PlanePoint): number {
  return Math.abs(x2 - x1) >= Math.abs(y2 - y1) ? (x - x1) / (x2 - x1) : (y - y1) / (y2 - y1);
}
