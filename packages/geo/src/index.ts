export { createFenceGrid, type FenceGrid } from './fence-grid/fence-grid.ts';
export type { Box } from './shape/plane-polygon.ts';
export type { FileCircle, FileFence, ReadFences, ReadOptions, RefusedFeature } from './interchange/fence-file.ts';
export { MOST_FEATURES } from './interchange/fence-file.ts';
export { MOST_CHARACTERS, readFences, type FenceFormat } from './interchange/read-fences.ts';
export { writeFences, type WrittenFence } from './interchange/write-fences.ts';
export { MOST_TILE_ZOOM, tileAt, tileKey, type MapTile } from './map-tile.ts';
export { createByteReader, MalformedPackError, type ByteReader } from './position/byte-reader.ts';
export { createByteWriter, type ByteWriter } from './position/byte-writer.ts';
export { comparePositions, type PositionOrder } from './position/compare.ts';
export { dedupeInput } from './position/dedupe-input.ts';
export { EVENT_KIND } from './position/event-kind.ts';
export { POSITION_LIMITS } from './position/limits.ts';
export { packPositions } from './position/pack-positions.ts';
export { parsePositionId, positionId, type PositionKey } from './position/position-id.ts';
export {
  degrees,
  headingDegrees,
  meters,
  metersPerSecond,
  QUANTITY_MAX,
  quantiseDegrees,
  quantiseFix,
  quantiseHeading,
  quantiseMeters,
  quantiseMetersPerSecond,
  type MeasuredFix,
} from './position/quantise.ts';
export type { PositionQuantities, PositionRecord } from './position/record.ts';
export { unpackPositions } from './position/unpack-positions.ts';
export { unpackedOnce } from './position/unpacked-once.ts';
export { repairShape, type RepairedShape } from './repair/repair-shape.ts';
export { MOST_CHANGES, type ShapeChange, type ShapeChangeCode } from './repair/shape-change.ts';
export { areaSquareMeters } from './shape/area.ts';
export { bounds, type Bounds } from './shape/bounds.ts';
export { contains } from './shape/contains.ts';
export { crossingOf, type Crossing } from './shape/crossing.ts';
export { EARTH_RADIUS_METERS, haversineMeters } from './shape/haversine.ts';
export { MOST_LINE_VERTICES, parseCorridor } from './shape/parse-corridor.ts';
export { parseCircle, parseShape, type ParsedShape } from './shape/parse-shape.ts';
export type { Point } from './shape/point.ts';
export { MOST_VERTICES } from './shape/read-polygons.ts';
export type { ShapeProblem, ShapeProblemCode } from './shape/shape-problem.ts';
export {
  CIRCLE_RADIUS_METERS,
  CORRIDOR_WIDTH_METERS,
  type CircleShape,
  type CorridorShape,
  type Polygon,
  type PolygonShape,
  type Ring,
  type Shape,
} from './shape/shape.ts';
export { signedDistanceMeters } from './shape/signed-distance.ts';
