import { EVENT_KIND, quantiseDegrees, quantiseFix, quantiseMeters, type PositionQuantities } from '@trekker/geo';
import type { Attributes, Decoded, Fix, Problem, RegionReport } from '@trekker/protocols';

/** Nothing is older than the satellites' modern signal: an earlier time is a clock that was never set. */
export const OLDEST = Date.UTC(2000, 0, 1);
/** How far ahead of ours a device's clock may be, in milliseconds. */
export const MOST_AHEAD_MS = 5 * 60_000;
/** A radius beyond this says nothing. */
const MAX_ACCURACY_METERS = 1_000_000;

/** A fix that one look at it alone allows: fixed units, whole milliseconds. Its tracker is not known yet. */
export interface PlausibleFix extends PositionQuantities {
  readonly kind: 'plausible';
  /** Unix milliseconds. */
  readonly recordedAt: number;
  readonly batteryPercent: number | null;
  readonly attributes: Attributes | null;
}

/** What a device said of a region, in fixed units. Kept as evidence; no position. */
export interface PlausibleRegionEvent {
  readonly kind: 'region';
  /** Unix milliseconds. */
  readonly recordedAt: number;
  readonly event: 'enter' | 'leave';
  /** The region's name on the device, or null. */
  readonly region: string | null;
  /** The region's id on the device, or null. */
  readonly regionId: string | null;
  /** 1e-7 degrees, WGS 84; null together with `longitudeE7`. */
  readonly latitudeE7: number | null;
  readonly longitudeE7: number | null;
  readonly accuracyCentimeters: number | null;
}

/** A message that is kept in quarantine. */
export interface ImplausibleFix {
  readonly kind: 'implausible';
  readonly reason: 'OUT_OF_RANGE' | 'IMPLAUSIBLE_TIME' | 'UNSUPPORTED' | 'ENCRYPTED';
  /** Field, value and expectation. */
  readonly message: string;
}

/** What a message of a known tracker comes to; `heard` is a sign of life without a place. */
export type Judged = PlausibleFix | PlausibleRegionEvent | ImplausibleFix | { readonly kind: 'heard' };

/** Judges a message by itself alone. */
export function judge(decoded: Decoded, receivedAt: number): Judged {
  switch (decoded.kind) {
    case 'fix':
      return judgeFix(decoded.fix, receivedAt);
    case 'region':
      return judgeRegion(decoded.report, receivedAt);
    case 'heartbeat':
      return { kind: 'heard' };
    case 'unsupported':
      return {
        kind: 'implausible',
        reason: decoded.encrypted ? 'ENCRYPTED' : 'UNSUPPORTED',
        message: sentenceOf(decoded.problem),
      };
    case 'malformed':
      return { kind: 'implausible', reason: 'OUT_OF_RANGE', message: sentenceOf(decoded.problem) };
  }
}

/** What is wrong with a message, for whoever configures the device. */
export function sentenceOf({ field, value, expected }: Problem): string {
  return `${field} must be ${expected}, got ${JSON.stringify(value)}`;
}

/**
 * Decides what one fix alone decides: ranges and time. What needs a neighbour (duplicates by distance, speed between
 * two fixes) is no business of intake. A measurement beside the place that cannot be (negative speed: many phones mean
 * "unknown") is left out and kept under `reported.<name>` of the attributes; it does not cost the place.
 */
function judgeFix(fix: Fix, receivedAt: number): PlausibleFix | ImplausibleFix {
  const recordedAt = fix.recordedAt ?? receivedAt;
  const implausible = placeRefusal(fix) ?? timeRefusal(recordedAt, receivedAt);
  if (implausible) return implausible;
  const kept: Record<string, number> = {};
  const within = (name: string, value: number | undefined, [least, most]: readonly [number, number]): number | null => {
    if (value === undefined) return null;
    if (value >= least && value <= most) return value;
    kept[`reported.${name}`] = value;
    return null;
  };
  const quantities = quantiseFix({
    latitude: fix.latitude ?? 0,
    longitude: fix.longitude ?? 0,
    altitudeMeters: within('altitude', fix.altitudeMeters, [-12_000, 1_000_000]),
    accuracyMeters: within('accuracy', fix.accuracyMeters, [0, MAX_ACCURACY_METERS]),
    speedMetersPerSecond: within('speed', fix.speedMetersPerSecond, [0, 100_000]),
    headingDegrees: within('heading', fix.headingDegrees, [0, 360]),
    eventKind: saysOff(fix.attributes) ? EVENT_KIND.deviceOff : EVENT_KIND.none,
  });
  const batteryPercent = within('battery', fix.batteryPercent, [0, 100]);
  const attributes = { ...fix.attributes, ...kept };
  return {
    kind: 'plausible',
    recordedAt,
    ...quantities,
    batteryPercent,
    attributes: Object.keys(attributes).length ? attributes : null,
  };
}

/** Whether the device says with a fix that it is being switched off: among its alarms is `powerOff`, as decoders name it. */
function saysOff({ alarm }: Attributes): boolean {
  return typeof alarm === 'string' && alarm.split(',').includes('powerOff');
}

/** A region event need not say where it happened; what it says must be possible. An impossible accuracy is left out. */
function judgeRegion(report: RegionReport, receivedAt: number): PlausibleRegionEvent | ImplausibleFix {
  const recordedAt = report.recordedAt ?? receivedAt;
  const { event, region, regionId, latitude, longitude, accuracyMeters: accuracy } = report;
  const place = latitude !== null && longitude !== null ? { latitude, longitude } : null;
  const implausible = (place && placeRefusal(place)) ?? timeRefusal(recordedAt, receivedAt);
  if (implausible) return implausible;
  return {
    kind: 'region',
    recordedAt,
    event,
    region,
    regionId,
    latitudeE7: place && quantiseDegrees(place.latitude),
    longitudeE7: place && quantiseDegrees(place.longitude),
    accuracyCentimeters:
      accuracy !== undefined && accuracy >= 0 && accuracy <= MAX_ACCURACY_METERS ? quantiseMeters(accuracy) : null,
  };
}

function placeRefusal({ latitude, longitude }: Pick<Fix, 'latitude' | 'longitude'>): ImplausibleFix | null {
  const message = placeProblem('latitude', latitude, 90) ?? placeProblem('longitude', longitude, 180);
  return message === null ? null : { kind: 'implausible', reason: 'OUT_OF_RANGE', message };
}

function timeRefusal(recordedAt: number, receivedAt: number): ImplausibleFix | null {
  const message = timeProblem(recordedAt, receivedAt);
  return message === null ? null : { kind: 'implausible', reason: 'IMPLAUSIBLE_TIME', message };
}

function placeProblem(field: string, value: number | null, limit: number): string | null {
  if (value !== null && value >= -limit && value <= limit) return null;
  return `${field} must be -${limit} to ${limit}, got ${value}`;
}

function timeProblem(recordedAt: number, receivedAt: number): string | null {
  if (!Number.isInteger(recordedAt) || Math.abs(recordedAt) > 8.64e15)
    return `time must be whole milliseconds, got ${recordedAt}`;
  const text = new Date(recordedAt).toISOString();
  if (recordedAt < OLDEST) return `time must not lie before 2000-01-01T00:00:00.000Z, got ${text}`;
  const latest = receivedAt + MOST_AHEAD_MS;
  if (recordedAt > latest)
    return `time must not lie after ${new Date(latest).toISOString()}, 5 minutes from now, got ${text}`;
  return null;
}
