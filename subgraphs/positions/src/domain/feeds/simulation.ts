import { createHash } from 'node:crypto';

import { EARTH_RADIUS_METERS } from '@trekker/geo';

/** Where people walk who do not exist, and how many they are. */
export interface Simulation {
  /** Middle of the area, degrees, WGS 84. */
  readonly latitude: number;
  readonly longitude: number;
  /** Nobody walks further from the middle, metres. */
  readonly radiusMeters: number;
  readonly walkers: number;
}

/** Bounds of what may be asked for. */
export const SIMULATION_LIMITS = { latitude: 85, radius: { least: 10, most: 5_000 }, walkers: { least: 1, most: 50 } };

/** Where a walker is, and how they move. */
export interface Walking {
  readonly latitude: number;
  readonly longitude: number;
  readonly speedMetersPerSecond: number;
  /** Degrees clockwise from north; null for who stands. */
  readonly headingDegrees: number | null;
}

/** Somebody who walks at ease, metres per second. */
const SPEED = 1.3;
/** From one setting out to the next: time to walk the longest way, and to stand a while. */
const OUTING_MS = 300_000;
/** Nobody strays further from what they do, metres: twice that is walked well within an outing. */
const MOST_STRAY_METERS = 150;

/**
 * Where a walker is at an instant, the same whoever asks and whenever: everybody has a middle of their own in the area, and
 * every five minutes sets out for another spot around it.
 *
 * @param walker from 1.
 * @param at Unix milliseconds.
 */
export function walkerAt(
  simulation: Simulation,
  seed: string,
  { walker, at }: { walker: number; at: number },
): Walking {
  const { radiusMeters } = simulation;
  const stray = Math.min(MOST_STRAY_METERS, radiusMeters);
  const own = spotIn(radiusMeters - stray, `${seed}/${walker}`);
  // Not all of them set out at once.
  const since = at + Math.floor(chance(`${seed}/${walker}/phase`) * OUTING_MS);
  const outing = Math.floor(since / OUTING_MS);
  const spotOf = (number: number) => plus(own, spotIn(stray, `${seed}/${walker}/${number}`));
  const [from, to] = [spotOf(outing - 1), spotOf(outing)];
  const way = { east: to.east - from.east, north: to.north - from.north };
  const length = Math.hypot(way.east, way.north);
  const walked = Math.min(length, (SPEED * (since - outing * OUTING_MS)) / 1_000);
  const part = length === 0 ? 1 : walked / length;
  const walks = walked < length;
  const place = placeOf(simulation, { east: from.east + part * way.east, north: from.north + part * way.north });
  return {
    ...place,
    speedMetersPerSecond: walks ? SPEED : 0,
    headingDegrees: walks ? ((Math.atan2(way.east, way.north) * 180) / Math.PI + 360) % 360 : null,
  };
}

/** Metres from the middle of the area. */
interface Spot {
  readonly east: number;
  readonly north: number;
}

/** A spot of a disc, each as likely as any other. */
function spotIn(radiusMeters: number, name: string): Spot {
  const distance = radiusMeters * Math.sqrt(chance(`${name}/distance`));
  const angle = 2 * Math.PI * chance(`${name}/angle`);
  return { east: distance * Math.sin(angle), north: distance * Math.cos(angle) };
}

function plus(a: Spot, b: Spot): Spot {
  return { east: a.east + b.east, north: a.north + b.north };
}

/** On a plane that touches the earth in the middle, which is off by less than a metre within 5 km. */
function placeOf({ latitude, longitude }: Simulation, { east, north }: Spot): { latitude: number; longitude: number } {
  const degrees = 180 / Math.PI / EARTH_RADIUS_METERS;
  const unwrapped = longitude + (east * degrees) / Math.cos((latitude * Math.PI) / 180);
  return { latitude: latitude + north * degrees, longitude: ((unwrapped + 540) % 360) - 180 };
}

/** A number of [0, 1) that follows from a name. */
function chance(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0) / 2 ** 32;
}
