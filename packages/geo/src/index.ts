export { MalformedPackError } from './position/byte-reader.ts';
export { comparePositions, type PositionOrder } from './position/compare.ts';
export { dedupeInput } from './position/dedupe-input.ts';
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
