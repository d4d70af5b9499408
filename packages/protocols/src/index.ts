export type {
  Attributes,
  AttributeValue,
  Decoded,
  DecodedFix,
  DecodedHeartbeat,
  Fix,
  Malformed,
  PlacedFix,
  Problem,
} from './decoded.ts';
export { type OsmAndRequest, decodeOsmAnd } from './osmand/decode-osmand.ts';
export { encodeOsmAnd } from './osmand/encode-osmand.ts';
export { type BatchItem, type DecodedBatch, type RefusedBatch, decodeBatch } from './batch/decode-batch.ts';
export { type TimedFix, encodeBatch } from './batch/encode-batch.ts';
export { MAX_IDENTIFIER_CHARACTERS } from './text.ts';
