export type {
  Attributes,
  AttributeValue,
  Decoded,
  DecodedFix,
  DecodedHeartbeat,
  DecodedRegionReport,
  Fix,
  Malformed,
  PlacedFix,
  Problem,
  RegionReport,
  Unsupported,
} from './decoded.ts';
export { identifierOf } from './identifier-of.ts';
export { type OsmAndRequest, decodeOsmAnd } from './osmand/decode-osmand.ts';
export { encodeOsmAnd } from './osmand/encode-osmand.ts';
export { type DecodedOwnTracks, type OwnTracksRequest, decodeOwnTracks } from './owntracks/decode-owntracks.ts';
export { type PhoneFix, encodeOwnTracksLocation } from './owntracks/encode-location.ts';
export { type PhoneRegionReport, encodeOwnTracksTransition } from './owntracks/encode-transition.ts';
export { type BatchItem, type DecodedBatch, type RefusedBatch, decodeBatch } from './batch/decode-batch.ts';
export { type TimedFix, encodeBatch } from './batch/encode-batch.ts';
export { MAX_IDENTIFIER_CHARACTERS } from './text.ts';
export {
  type Checksum,
  type Circumstances,
  type DecodedFrame,
  type DeviceProtocol,
  type FrameSplitter,
  type Session,
  type SpeedUnit,
  type Transport,
  NEW_SESSION,
} from './device-protocol.ts';
