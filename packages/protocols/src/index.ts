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
