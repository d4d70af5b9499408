import type { Fix } from '../decoded.ts';
import { knots } from './knots.ts';

/**
 * The form Traccar Client 10 sends for one fix: its fields in its order, Unix seconds, knots with two decimals, whole
 * percent. A fix without a place is its heartbeat. Attributes follow under their own names.
 */
export function encodeOsmAnd(fix: Fix): string {
  const form = new URLSearchParams();
  const append = (field: string, value: string | number | boolean | null | undefined) => {
    if (value !== undefined && value !== null) form.append(field, String(value));
  };
  append('id', fix.identifier);
  append('lat', fix.latitude);
  append('lon', fix.longitude);
  append('timestamp', fix.recordedAt === null ? null : Math.floor(fix.recordedAt / 1000));
  append('accuracy', fix.accuracyMeters);
  append('altitude', fix.altitudeMeters);
  append('speed', fix.speedMetersPerSecond === undefined ? undefined : toCents(knots(fix.speedMetersPerSecond)));
  append('bearing', fix.headingDegrees);
  append('batt', fix.batteryPercent === undefined ? undefined : Math.round(fix.batteryPercent));
  for (const [name, value] of Object.entries(fix.attributes)) append(name, value);
  return form.toString();
}

function toCents(value: number): number {
  return Math.round(value * 100) / 100;
}
