import type { PlacedFix } from '../decoded.ts';
import { knots } from '../osmand/knots.ts';
import { compareAttributes } from './compare-attributes.ts';
import { type Difference, differenceOf } from './difference.ts';
import type { TheirPosition, Vector } from './vector.ts';

/** A tenth of a metre on the ground. */
const DEGREES = 1e-6;
/** They convert km/h to knots with six digits. */
const KNOTS = 1e-3;
const EXACT = 1e-6;

/** Every field in which a fix of ours is not the position of theirs. What was not reported is 0 there. */
export function compareFix(ours: PlacedFix, theirs: TheirPosition, { protocol }: Vector): Difference[] {
  const speedKnots = knots(ours.speedMetersPerSecond ?? 0);
  const { altitudeMeters: altitude = 0, headingDegrees: course = 0, accuracyMeters: accuracy } = ours;
  return [
    ...compareTime(ours.recordedAt, theirs),
    ...differenceOf({ field: 'lat', ours: ours.latitude, theirs: theirs.lat }, DEGREES),
    ...differenceOf({ field: 'lon', ours: ours.longitude, theirs: theirs.lon }, DEGREES),
    ...differenceOf({ field: 'altitude', ours: altitude, theirs: theirs.altitude }, EXACT),
    ...differenceOf({ field: 'speedKnots', ours: speedKnots, theirs: theirs.speedKnots }, KNOTS),
    ...differenceOf({ field: 'course', ours: course, theirs: theirs.course }, EXACT),
    ...differenceOf({ field: 'valid', ours: ours.attributes.valid !== false, theirs: theirs.valid }),
    // An accuracy below 10 m is none to them in JSON of phones.
    ...(theirs.accuracy > 0 ? differenceOf({ field: 'accuracy', ours: accuracy, theirs: theirs.accuracy }, EXACT) : []),
    ...compareAttributes(ours, theirs, protocol),
  ];
}

/** Where they had no date but the server's, ours has nothing to agree with. */
function compareTime(ours: number | null, { fixTime, time_from_server_clock }: TheirPosition): Difference[] {
  if (time_from_server_clock) return [];
  const theirs = fixTime === null ? null : Date.parse(fixTime);
  if (ours === theirs) return [];
  return [{ field: 'fixTime', ours: ours === null ? null : new Date(ours).toISOString(), theirs: fixTime }];
}
