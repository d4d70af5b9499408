import type { PlacedFix } from '@trekker/protocols';
import { type Random, createRandom } from '../random.ts';
import { type Point, toPlace, toPoint } from '../site/plane.ts';
import { batteryAt } from './battery.ts';
import type { SimulatedPerson } from './create-population.ts';
import { positionAt } from './position-at.ts';

/**
 * What a person's phone reports for an instant (Unix milliseconds): the truth moved by an error that wanders as that
 * of a real receiver does, with an accuracy that is honest: two fixes of three lie within it.
 */
export function fixAt(person: SimulatedPerson, unixMs: number): PlacedFix & { readonly recordedAt: number } {
  const truth = positionAt(person, unixMs);
  const { origin, areas } = person.site.ground;
  const indoors = areas.find(({ id }) => id === truth.areaId)?.indoors ?? false;
  const accuracyMeters = round(claimedAccuracy(person, unixMs) * (indoors ? 1.6 : 1), 0.1);
  const error = wander(person, unixMs);
  const point = toPoint(origin, truth);
  const seen = toPlace(origin, {
    x: point.x + error.x * (accuracyMeters / RADIUS_OF_68_PERCENT),
    y: point.y + error.y * (accuracyMeters / RADIUS_OF_68_PERCENT),
  });
  const battery = batteryAt(person, unixMs);
  return {
    identifier: person.identifier,
    recordedAt: unixMs,
    latitude: round(seen.latitude, 1e-7),
    longitude: round(seen.longitude, 1e-7),
    altitudeMeters: GROUND_ALTITUDE_METERS,
    accuracyMeters,
    speedMetersPerSecond: round(truth.speedMetersPerSecond, 0.01),
    ...(truth.headingDegrees === null ? {} : { headingDegrees: round(truth.headingDegrees, 0.1) }),
    batteryPercent: battery.percent,
    attributes: { charge: battery.charging },
  };
}

const GROUND_ALTITUDE_METERS = 14;

/** Of a normal error in two directions, 68 % lies within this many deviations (Rayleigh: √(-2 ln 0.32)). */
const RADIUS_OF_68_PERCENT = Math.sqrt(-2 * Math.log(0.32));

/** How long an error keeps roughly its direction. */
const WANDER_MS = 30_000;

function claimedAccuracy({ seed, identifier }: SimulatedPerson, unixMs: number): number {
  return createRandom(seed, identifier, 'accuracy', Math.floor(unixMs / WANDER_MS)).between(3, 6);
}

/** An error with deviation 1 in each direction that moves evenly between draws half a minute apart. */
function wander({ seed, identifier }: SimulatedPerson, unixMs: number): Point {
  const step = Math.floor(unixMs / WANDER_MS);
  const share = unixMs / WANDER_MS - step;
  // Without this the mean of two draws would be smaller than either.
  const scale = Math.hypot(1 - share, share);
  const [from, to] = [step, step + 1].map((at) => drawError(createRandom(seed, identifier, 'error', at)));
  if (!from || !to) throw new RangeError(`no error at ${unixMs}`);
  return {
    x: (from.x * (1 - share) + to.x * share) / scale,
    y: (from.y * (1 - share) + to.y * share) / scale,
  };
}

function drawError(random: Random): Point {
  return { x: random.normal(), y: random.normal() };
}

/** Rounded to a step; by dividing with the whole number of steps in 1 where there is one, so that 0.1 steps print short. */
function round(value: number, step: number): number {
  const stepsInOne = Math.round(1 / step);
  return Math.round(value * stepsInOne) / stepsInOne;
}
