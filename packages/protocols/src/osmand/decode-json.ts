import type { Attributes, Decoded } from '../decoded.ts';
import { parseInstant } from '../instant.ts';
import { type JsonObject, isObject, optionalNumber, optionalObject, parseJson, readAttributes } from '../json.ts';
import { present } from '../present.ts';
import { readIdentifier } from '../text.ts';
import { Unreadable, orMalformed } from '../unreadable.ts';

/**
 * Reads the JSON of Traccar Client 9: `{ location: { timestamp, coords, battery, … }, device_id }`. Speed is in metres
 * per second, the battery a share of 1. A negative speed, heading or battery means unknown. Without `coords` it is a
 * heartbeat.
 */
export function decodeOsmAndJson(body: string): Decoded {
  return orMalformed(null, () => {
    const message = parseJson(body);
    if (!isObject(message)) throw new Unreadable('body', body, 'a JSON object');
    if (typeof message.device_id !== 'string') throw new Unreadable('device_id', message.device_id, 'a text');
    const identifier = readIdentifier('device_id', message.device_id);
    return orMalformed(identifier, () => readLocation(identifier, optionalObject(message.location, 'location') ?? {}));
  });
}

function readLocation(identifier: string, location: JsonObject): Decoded {
  const battery = optionalObject(location.battery, 'battery') ?? {};
  const level = known(optionalNumber(battery.level, 'battery.level'));
  const report = {
    identifier,
    recordedAt: readTimestamp(location.timestamp),
    // Two decimals, because 0.29 × 100 is 28.999999999999996.
    ...present({ batteryPercent: level === undefined ? undefined : Math.round(level * 10_000) / 100 }),
    attributes: readLocationAttributes(location, battery),
  };
  const coords = optionalObject(location.coords, 'coords');
  if (!coords) return { kind: 'heartbeat', ...report };
  return {
    kind: 'fix',
    fix: {
      ...report,
      latitude: requiredNumber(coords, 'latitude'),
      longitude: requiredNumber(coords, 'longitude'),
      ...present({
        altitudeMeters: optionalNumber(coords.altitude, 'coords.altitude'),
        accuracyMeters: optionalNumber(coords.accuracy, 'coords.accuracy'),
        speedMetersPerSecond: known(optionalNumber(coords.speed, 'coords.speed')),
        headingDegrees: known(optionalNumber(coords.heading, 'coords.heading')),
      }),
    },
  };
}

function known(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 ? value : undefined;
}

function requiredNumber(coords: JsonObject, name: string): number {
  const value = optionalNumber(coords[name], `coords.${name}`);
  if (value === undefined) throw new Unreadable(`coords.${name}`, '', 'a finite number');
  return value;
}

function readTimestamp(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const recordedAt = typeof value === 'string' ? parseInstant(value, { missingOffset: 'utc' }) : undefined;
  if (recordedAt === undefined) throw new Unreadable('timestamp', value, 'a time in ISO 8601');
  return recordedAt;
}

/** Named as the form names them, where both forms say the same. */
function readLocationAttributes(location: JsonObject, battery: JsonObject): Attributes {
  const activity = optionalObject(location.activity, 'activity') ?? {};
  const named = present({
    event: location.event ?? undefined,
    alarm: location.alarm ?? undefined,
    motion: location.is_moving ?? undefined,
    odometer: location.odometer ?? undefined,
    mock: location.mock ?? undefined,
    activity: activity.type ?? undefined,
    charge: battery.is_charging ?? undefined,
  });
  const extras = optionalObject(location.extras, 'extras') ?? {};
  return { ...readAttributes(extras, 'extras'), ...readAttributes(named, 'location') };
}
