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
export type { DecodedOwnTracks, SecretOf } from './owntracks/read-message.ts';
export { type OwnTracksRequest, decodeOwnTracks } from './owntracks/decode-owntracks.ts';
export { type DecodedPublication, type OwnTracksPublication, decodeOwnTracksMqtt } from './owntracks/decode-mqtt.ts';
export { type Seal, encodeOwnTracksEncrypted } from './owntracks/encode-encrypted.ts';
export {
  type PhoneRegion,
  type PhoneSteps,
  encodeOwnTracksLwt,
  encodeOwnTracksSteps,
  encodeOwnTracksWaypoints,
} from './owntracks/encode-sign-of-life.ts';
export { identifierOfTopic as ownTracksIdentifierOf, topicOf as ownTracksTopicOf } from './owntracks/topic.ts';
export { type PhoneFix, encodeOwnTracksLocation } from './owntracks/encode-location.ts';
export { type PhoneRegionReport, encodeOwnTracksTransition } from './owntracks/encode-transition.ts';
export { type BatchItem, type DecodedBatch, type RefusedBatch, decodeBatch } from './batch/decode-batch.ts';
export { type TimedFix, encodeBatch } from './batch/encode-batch.ts';
export { MAX_IDENTIFIER_CHARACTERS } from './text.ts';
export { type MessageField, messageFields } from './message-fields.ts';
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
export {
  type DecodedFeed,
  type FeedVehicle,
  type VehicleFeed,
  decodeVehiclePositions,
} from './gtfs-realtime/decode-vehicle-positions.ts';
export { type FeedToWrite, encodeVehiclePositions } from './gtfs-realtime/encode-vehicle-positions.ts';
export { type FindMyKey, findMyKey, hashAdvertisementKey } from './find-my/key.ts';
export { type KeyOfTag, type Keyring, keyringOf, openWithKeyring } from './find-my/keyring.ts';
export { type ReportToOpen, openReport } from './find-my/open-report.ts';
export { type ReportToSeal, type SealingKeys, sealReport } from './find-my/seal-report.ts';
export type { EncryptedReport, FetchFailure, ReportFetcher, ReportPage, ReportRequest } from './find-my/fetcher.ts';
export { type ReportQuery, fetchReports } from './find-my/fetch-reports.ts';
export { type MemoryFetcherOptions, memoryFetcher } from './find-my/memory-fetcher.ts';
export { PROTOCOLS } from './protocols.ts';
export type { AvlElement, AvlRecord } from './teltonika/avl-record.ts';
export { encodeTeltonikaLogin, encodeTeltonikaPing } from './teltonika/encode-login.ts';
export {
  encodeTeltonikaCommand,
  encodeTeltonikaCommandAnswer,
  encodeTeltonikaDatagram,
  encodeTeltonikaPacket,
} from './teltonika/encode-packet.ts';
export { avlRecordOfFix } from './teltonika/avl-record-of-fix.ts';
export { type DecodeSurroundings, decodeCommand } from './decode-command/decode-command.ts';
export {
  type MissingTimes,
  type ReadTrackOptions,
  type RecordedFix,
  type RecordedTrack,
  type TrackFile,
  type TrackFileFormat,
  type TrackPlace,
  type TrackProblem,
  TRACK_FILE_FORMATS,
} from './track-file/track-file.ts';
export { readTrackFile } from './track-file/read-track-file.ts';
export { writeTrackFile } from './track-file/write-track-file.ts';
export { type TrackFilePart, writeTrackFilePart } from './track-file/write-track-file-part.ts';
export { type Gt06Heartbeat, encodeGt06Heartbeat, encodeGt06TimeRequest } from './gt06/encode-heartbeat.ts';
export { type Gt06Location, encodeGt06Alarm, encodeGt06Location } from './gt06/encode-location.ts';
export { type Gt06Login, encodeGt06Login } from './gt06/encode-login.ts';
export { type Gl200Sending, encodeGl200Fix, encodeGl200Heartbeat } from './gl200/encode-report.ts';
export { encodeGps103Heartbeat, encodeGps103Login, encodeGps103Tracker } from './gps103/encode-tracker.ts';
export { encodeH02Binary } from './h02/encode-binary.ts';
export { encodeH02Heartbeat, encodeH02Position } from './h02/encode-position.ts';
export { encodeNmeaFix, encodeNmeaIdentity } from './nmea/encode-nmea.ts';
export { encodeTk103Handshake, encodeTk103Login, encodeTk103Position } from './tk103/encode-position.ts';
export { encodeMeitrackFix, encodeMeitrackHeartbeat } from './meitrack/encode-report.ts';
