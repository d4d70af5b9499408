import type { Attributes, AttributeValue, PlacedFix } from '../decoded.ts';
import type { JsonObject } from '../json.ts';
import { present } from '../present.ts';
import { readText } from '../text.ts';
import { Unreadable } from '../unreadable.ts';
import { knownIn, numberIn, placeIn, recordedAtOf } from './fields.ts';
import { metersPerSecondOf } from './kilometers-per-hour.ts';

/**
 * The fix of a `location`: `tst` in Unix seconds, `vel` in km/h, `acc` and `alt` in metres, `cog` in degrees, `batt` in
 * percent; a negative speed, course or charge means unknown. A ping (`t` is `p`) repeats the last place with a new time:
 * it says that the phone is still there, and nothing of movement.
 */
export function readLocation(message: JsonObject, identifier: string): PlacedFix {
  const { latitude, longitude } = placeIn(message);
  if (latitude === null || longitude === null) throw new Unreadable('lat', '', 'a number');
  const speed = knownIn(message, 'vel');
  const ping = message.t === 'p';
  return {
    identifier,
    recordedAt: recordedAtOf(message),
    latitude,
    longitude,
    ...present({
      altitudeMeters: numberIn(message, 'alt'),
      accuracyMeters: numberIn(message, 'acc'),
      speedMetersPerSecond: ping || speed === undefined ? undefined : metersPerSecondOf(speed),
      headingDegrees: ping ? undefined : knownIn(message, 'cog'),
      batteryPercent: knownIn(message, 'batt'),
    }),
    attributes: readAttributes(message),
  };
}

/** Read into the fix itself, or of no use beside it: `image` is a picture in base64. */
const NO_ATTRIBUTES = new Set('_type topic tid tst lat lon acc alt vel cog batt image'.split(' '));

/** Everything else, under its own name; a list, for example of regions, joined by `;`. What is nested is left out. */
function readAttributes(message: JsonObject): Attributes {
  const attributes: [string, AttributeValue][] = [];
  for (const [name, value] of Object.entries(message)) {
    const kept = NO_ATTRIBUTES.has(name) ? undefined : attributeOf(name, value);
    if (kept !== undefined) attributes.push([readText(name, name), kept]);
  }
  // Unlike assignment, fromEntries makes an own property even of the name __proto__.
  return Object.fromEntries(attributes);
}

function attributeOf(name: string, value: unknown): AttributeValue | undefined {
  if (typeof value === 'string') return readText(name, value);
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((one) => typeof one === 'string').map((one) => readText(name, one));
  return texts.length > 0 ? texts.join(';') : undefined;
}
