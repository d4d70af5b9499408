import type { DecodedFix, DecodedHeartbeat, PlacedFix } from './decoded.ts';
import { present } from './present.ts';

/** A fix; or a sign of life where a receiver without a fix (`valid: false`) sends zeros for the place it never had. */
export function fixOrHeartbeat(fix: PlacedFix): DecodedFix | DecodedHeartbeat {
  const { identifier, recordedAt, latitude, longitude, batteryPercent, attributes } = fix;
  if (attributes.valid !== false || latitude !== 0 || longitude !== 0) return { kind: 'fix', fix };
  return { kind: 'heartbeat', identifier, recordedAt, ...present({ batteryPercent }), attributes };
}
