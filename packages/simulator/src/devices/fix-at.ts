import type { PhoneFix } from '@trekker/protocols';
import type { Mover } from '../movers/mover.ts';
import type { TruePlace } from '../movers/position-at.ts';
import type { Site } from '../site/create-site.ts';
import { toPlace } from '../site/plane.ts';
import { batteryAt } from './battery.ts';
import { type Receiver, receiverError } from './receiver-error.ts';
import { trackerAt } from './tracker-at.ts';

/** What a tracker reports for an instant (Unix milliseconds): where it is, moved by its error; null while it is off. */
export function fixAt(mover: Mover, unixMs: number): PhoneFix | null {
  const truth = trackerAt(mover, unixMs);
  return truth && { ...receivedAt(mover, truth, unixMs), batteryPercent: batteryAt(mover, unixMs), attributes: {} };
}

/** What a receiver makes of a true place. */
export function receivedAt(receiver: Receiver & { readonly site: Site }, truth: TruePlace, unixMs: number) {
  const { frame, areas } = receiver.site.ground;
  const indoors = truth.areaId !== null && areas.get(truth.areaId)?.indoors === true;
  const { accuracyMeters, offset } = receiverError(receiver, unixMs, { indoors });
  const seen = toPlace(frame, { x: truth.point.x + offset.x, y: truth.point.y + offset.y });
  return {
    identifier: receiver.identifier,
    recordedAt: unixMs,
    latitude: rounded(seen.latitude, 1e7),
    longitude: rounded(seen.longitude, 1e7),
    altitudeMeters: GROUND_ALTITUDE_METERS,
    accuracyMeters,
    speedMetersPerSecond: rounded(truth.speedMetersPerSecond, 100),
    ...(truth.headingDegrees === null ? {} : { headingDegrees: rounded(truth.headingDegrees, 10) % 360 }),
  };
}

const GROUND_ALTITUDE_METERS = 6;

/** Rounded to so many steps in one; dividing last lets tenths print short. */
function rounded(value: number, stepsInOne: number): number {
  return Math.round(value * stepsInOne) / stepsInOne;
}
