import { haversineMeters } from '@trekker/geo';
import type { Attributes } from '@trekker/protocols';

/** A position as the rules that look at neighbours see it. */
export interface TrackPoint<P> {
  readonly position: P;
  /** Unix milliseconds. */
  readonly recordedAt: number;
  /** Degrees, WGS 84. */
  readonly latitude: number;
  readonly longitude: number;
  /** Null where the device did not say. */
  readonly accuracyMeters: number | null;
  readonly speedMetersPerSecond: number | null;
  readonly attributes: Attributes;
}

/** Between two positions at least this much time counts, seconds: two places at one instant are a receiver's error. */
const LEAST_SECONDS = 1;

/** From one to the other, seconds. */
export function secondsBetween(from: TrackPoint<unknown>, to: TrackPoint<unknown>): number {
  return (to.recordedAt - from.recordedAt) / 1_000;
}

/** The speed that a position implies from another, metres per second. */
export function impliedSpeed(from: TrackPoint<unknown>, to: TrackPoint<unknown>): number {
  return haversineMeters(from, to) / Math.max(secondsBetween(from, to), LEAST_SECONDS);
}
