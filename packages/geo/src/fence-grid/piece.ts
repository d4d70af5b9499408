import { circleReach } from '../shape/circle-reach.ts';
import { contains } from '../shape/contains.ts';
import { corridorLine } from '../shape/corridor-line.ts';
import { locate, type EdgeBands } from '../shape/edge-bands.ts';
import { frameX, type Box, type Frame } from '../shape/plane-polygon.ts';
import type { Point } from '../shape/point.ts';
import { prepare } from '../shape/prepare.ts';
import type { CircleShape, CorridorShape, Shape } from '../shape/shape.ts';

/** What the grid holds: one polygon of a shape, a circle or a corridor, in the plane of one frame. */
export type Piece = PolygonPiece | CirclePiece | CorridorPiece;

/** A polygon by its indexed edges. */
export interface PolygonPiece {
  readonly kind: 'polygon';
  readonly frame: Frame;
  /** Around the piece in its plane. */
  readonly box: Box;
  readonly bands: EdgeBands;
}

/** A circle. */
export interface CirclePiece {
  readonly kind: 'circle';
  readonly frame: Frame;
  /** Around the piece in its plane, a hair too large. */
  readonly box: Box;
  readonly circle: CircleShape;
}

/** A corridor. */
export interface CorridorPiece {
  readonly kind: 'corridor';
  readonly frame: Frame;
  /** Around the piece in its plane, a hair too large. */
  readonly box: Box;
  readonly corridor: CorridorShape;
}

/** The pieces of a shape; a point is in the shape where it is in one of them. */
export function piecesOf(shape: Shape): Piece[] {
  switch (shape.kind) {
    case 'circle':
      return [circlePiece(shape)];
    case 'corridor': {
      const { frame, doubtBox } = corridorLine(shape);
      return [{ kind: 'corridor', frame, box: doubtBox, corridor: shape }];
    }
    case 'polygon':
      return prepare(shape).map(({ frame, bands }) => ({ kind: 'polygon', frame, box: bands, bands }));
  }
}

/**
 * Whether a point is in a piece; the same answer as `contains` gives for the whole shape.
 * @param x of the point in the piece's plane.
 */
export function isInPiece(piece: Piece, x: number, point: Point): boolean {
  if (piece.kind === 'polygon') return locate(piece.bands, x, point.latitude) !== 'outside';
  return contains(piece.kind === 'circle' ? piece.circle : piece.corridor, point);
}

function circlePiece(circle: CircleShape): CirclePiece {
  const { south, north, halfWidth } = circleReach(circle);
  const { longitude } = circle.center;
  const isAcross = halfWidth < 180 && (longitude - halfWidth < -180 || longitude + halfWidth > 180);
  const frame = isAcross ? 'antimeridian' : 'greenwich';
  const x = halfWidth === 180 ? 0 : frameX(frame, longitude);
  return { kind: 'circle', circle, frame, box: { west: x - halfWidth, east: x + halfWidth, south, north } };
}
