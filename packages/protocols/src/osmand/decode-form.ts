import type { Decoded } from '../decoded.ts';
import type { SpeedUnit } from '../device-protocol.ts';
import { present } from '../present.ts';
import { metersPerSecondOf } from '../speed.ts';
import { readIdentifier } from '../text.ts';
import { Unreadable, orMalformed } from '../unreadable.ts';
import { type Form, formNumber } from './form.ts';
import { readFormAttributes } from './form-attributes.ts';
import { readFormPlace } from './form-place.ts';
import { parseOsmAndTimestamp } from './timestamp.ts';

/**
 * Reads a query string or form. A field that is there but empty counts as not reported; of a repeated field the last
 * one counts. Speed is in knots unless told otherwise. Without a place it is a heartbeat.
 */
export function decodeOsmAndForm(text: string, speedUnit: SpeedUnit = 'knots'): Decoded {
  const pairs = new URLSearchParams(text);
  const form: Form = new Map([...pairs].filter(([, value]) => value.trim() !== ''));
  return orMalformed(null, () => {
    const field = form.has('id') ? 'id' : 'deviceid';
    const identifier = readIdentifier(form.has(field) ? field : 'id', form.get(field) ?? '');
    return orMalformed(identifier, () => readForm(identifier, { form, pairs, speedUnit }));
  });
}

function readForm(
  identifier: string,
  { form, pairs, speedUnit }: { form: Form; pairs: URLSearchParams; speedUnit: SpeedUnit },
): Decoded {
  const speed = formNumber(form, 'speed');
  const report = {
    identifier,
    recordedAt: readTimestamp(form),
    ...present({ batteryPercent: formNumber(form, 'batt') }),
    attributes: readFormAttributes(form, pairs),
  };
  const motion = present({
    altitudeMeters: formNumber(form, 'altitude'),
    accuracyMeters: formNumber(form, 'accuracy'),
    speedMetersPerSecond: speed === undefined ? undefined : metersPerSecondOf(speed, speedUnit),
    headingDegrees: formNumber(form, form.has('bearing') ? 'bearing' : 'heading'),
  });
  const place = readFormPlace(form);
  return place ? { kind: 'fix', fix: { ...report, ...place, ...motion } } : { kind: 'heartbeat', ...report };
}

function readTimestamp(form: Form): number | null {
  const text = form.get('timestamp');
  if (text === undefined) return null;
  const recordedAt = parseOsmAndTimestamp(text);
  if (recordedAt !== undefined) return recordedAt;
  throw new Unreadable('timestamp', text, 'Unix seconds or milliseconds, ISO 8601, or yyyy-MM-dd HH:mm:ss in UTC');
}
