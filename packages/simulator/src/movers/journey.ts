import type { Random } from '../random.ts';
import type { Ground } from '../site/create-site.ts';
import type { Point } from '../site/plane.ts';
import { type Stop, shortestRoute } from '../site/routes.ts';
import type { Leg } from './leg.ts';

/** Legs in the making: where somebody is by now, and what comes next. */
export interface Journey {
  readonly legs: readonly Leg[];
  /** When the last leg ends, Unix milliseconds. */
  now(): number;
  /** Where the last leg ends. */
  here(): Stop;
  /** Goes to a stop by the shortest way. */
  moveTo(stop: Stop): void;
  /** Stays until an instant; does nothing when it has passed. */
  stayUntil(unixMs: number): void;
  /** How long the way to a stop takes, milliseconds. */
  wayMs(stop: Stop): number;
}

/** What a journey begins with. */
export interface JourneyOptions {
  readonly ground: Ground;
  readonly start: Stop;
  readonly startMs: number;
  /** Speed on the way, metres per second. */
  readonly speedMetersPerSecond: number;
}

/** Begins a journey. */
export function createJourney({ ground, start, startMs, speedMetersPerSecond }: JourneyOptions): Journey {
  const legs: Leg[] = [];
  let here = start;
  let now = startMs;
  const add = (leg: Leg) => {
    if (leg.untilMs > leg.fromMs) legs.push(leg);
    now = leg.untilMs;
  };
  const wayTo = (stop: Stop) => shortestRoute(ground.roads, here, stop);
  const msFor = (meters: number) => (meters / speedMetersPerSecond) * 1000;
  return {
    legs,
    now: () => now,
    here: () => here,
    wayMs: (stop) => msFor(wayTo(stop).lengthMeters),
    moveTo(stop) {
      const route = wayTo(stop);
      add({ fromMs: now, untilMs: now + msFor(route.lengthMeters), route, speedMetersPerSecond });
      here = stop;
    },
    stayUntil(unixMs) {
      if (unixMs > now) add({ fromMs: now, untilMs: unixMs, route: standing(here.spot), speedMetersPerSecond: 0 });
    },
  };
}

/** A stop in an area, at one of its spots. Throws `RangeError` where there is no such area. */
export function drawStop({ areas }: Ground, areaId: string, random: Random): Stop {
  const area = areas.get(areaId);
  if (!area) throw new RangeError(`there is no area ${areaId}`);
  return { areaId, spot: random.pick(area.spots), doors: area.doors };
}

function standing(spot: Point) {
  return { points: [spot], lengthMeters: 0 };
}
