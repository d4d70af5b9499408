import { quantiseFix, type PositionQuantities } from '@trekker/geo';
import type { Attributes, Decoded, Fix } from '@trekker/protocols';

/** Nothing is older than the satellites' modern signal: an earlier time is a clock that was never set. */
export const OLDEST = Date.UTC(2000, 0, 1);
/** How far ahead of ours a device's clock may be, in milliseconds. */
export const MOST_AHEAD_MS = 5 * 60_000;

/** A fix that one look at it alone allows: fixed units, whole milliseconds. Its tracker is not known yet. */
export interface PlausibleFix extends PositionQuantities {
  readonly kind: 'plausible';
  /** Unix milliseconds. */
  readonly recordedAt: number;
  readonly batteryPercent: number | null;
  readonly attributes: Attributes | null;
}

/** A fix that is kept in quarantine. */
export interface ImplausibleFix {
  readonly kind: 'implausible';
  readonly reason: 'OUT_OF_RANGE' | 'IMPLAUSIBLE_TIME';
  /** Field, value and expectation. */
  readonly message: string;
}

/** What a message of a known tracker comes to; `heard` is a sign of life without a place. */
export type Judged = PlausibleFix | ImplausibleFix | { readonly kind: 'heard' };

/** Judges a message by itself alone. */
export function judge(decoded: Decoded, receivedAt: number): Judged {
  switch (decoded.kind) {
    case 'fix':
      return judgeFix(decoded.fix, receivedAt);
    case 'heartbeat':
      return { kind: 'heard' };
    case 'malformed': {
      const { field, value, expected } = decoded.problem;
      return {
        kind: 'implausible',
        reason: 'OUT_OF_RANGE',
        message: `${field} must be ${expected}, got ${JSON.stringify(value)}`,
      };
    }
  }
}

/**
 * Decides what one fix alone decides: ranges and time. What needs a neighbour (duplicates by distance, speed between
 * two fixes) is no business of intake. A measurement beside the place that cannot be (negative speed: many phones mean
 * "unknown") is left out and kept under `reported.<name>` of the attributes; it does not cost the place.
 */
function judgeFix(fix: Fix, receivedAt: number): PlausibleFix | ImplausibleFix {
  const recordedAt = fix.recordedAt ?? receivedAt;
  const problem = placeProblem('latitude', fix.latitude, 90) ?? placeProblem('longitude', fix.longitude, 180);
  if (problem !== null) return { kind: 'implausible', reason: 'OUT_OF_RANGE', message: problem };
  const late = timeProblem(recordedAt, receivedAt);
  if (late !== null) return { kind: 'implausible', reason: 'IMPLAUSIBLE_TIME', message: late };
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
    accuracyMeters: within('accuracy', fix.accuracyMeters, [0, 1_000_000]),
    speedMetersPerSecond: within('speed', fix.speedMetersPerSecond, [0, 100_000]),
    headingDegrees: within('heading', fix.headingDegrees, [0, 360]),
    eventKind: 0,
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
