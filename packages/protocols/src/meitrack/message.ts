import type { Decoded, PlacedFix } from '../decoded.ts';

/** A fix; a sign of life where a device that never had a place writes 0°, 0°. */
export function messageOf(fix: PlacedFix): Decoded {
  if (fix.latitude !== 0 || fix.longitude !== 0 || fix.attributes.valid !== false) return { kind: 'fix', fix };
  const { latitude: _latitude, longitude: _longitude, identifier, recordedAt, batteryPercent, attributes } = fix;
  return {
    kind: 'heartbeat',
    identifier,
    recordedAt,
    ...(batteryPercent === undefined ? {} : { batteryPercent }),
    attributes,
  };
}
