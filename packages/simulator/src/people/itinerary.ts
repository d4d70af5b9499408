import { type Random, createRandom } from '../random.ts';
import type { GroundArea } from '../site/create-site.ts';
import type { Point } from '../site/plane.ts';
import { type Route, type Stop, shortestRoute } from '../site/routes.ts';
import { type SimulatedPerson, WALKING_SPEED } from './create-population.ts';
import { isOnShift } from './shift.ts';
import { OFF_SHIFT_STOPS } from './trades.ts';

/** A walk along a route, or a stay: then the route is one point and the speed 0. In force until `untilMs`. */
export interface Leg {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly route: Route;
  readonly speedMetersPerSecond: number;
}

/**
 * Time is cut into windows. Where somebody is at the edge of a window is drawn from the key (seed, person, window)
 * alone, and what happens between two edges from them: so any instant can be asked about without living through those
 * before it.
 */
export const WINDOW_MS = 600_000;

/** What a person does in the window from `window * WINDOW_MS` on: legs without gaps that fill it to the end. */
export function itinerary(person: SimulatedPerson, window: number): readonly Leg[] {
  const last = latest.get(person);
  if (last?.window === window) return last.legs;
  const legs = plan(person, window);
  latest.set(person, { window, legs });
  return legs;
}

/** The itinerary asked for last, as most questions are about the window of the one before. */
const latest = new WeakMap<SimulatedPerson, { window: number; legs: readonly Leg[] }>();

function plan(person: SimulatedPerson, window: number): Leg[] {
  const random = createRandom(person.seed, person.identifier, 'window', window);
  const endMs = (window + 1) * WINDOW_MS;
  const goal = edgeStop(person, window + 1);
  const legs: Leg[] = [];
  let here: Stop = edgeStop(person, window);
  let now = window * WINDOW_MS;

  for (let refused = 0; refused < CANDIDATES;) {
    const next = drawStop(person, now, random);
    const walk = walkTo({ person, from: here, to: next, at: now, random });
    const stayUntil = walk.untilMs + random.between(...stayMs(person, now));
    const home = shortestRoute(person.site.ground.roads, next, goal).lengthMeters / WALKING_SPEED.min;
    if (stayUntil + home * 1000 > endMs) {
      refused++;
      continue;
    }
    legs.push(walk, stay(next.spot, walk.untilMs, stayUntil));
    [here, now] = [next, stayUntil];
  }

  const last = walkTo({ person, from: here, to: goal, at: now, random });
  return [...legs, last, stay(goal.spot, last.untilMs, endMs)];
}

/** How many next stops are considered before it is time to go to where the next window begins. */
const CANDIDATES = 8;

/** Shortest and longest stay, milliseconds. */
function stayMs(person: SimulatedPerson, unixMs: number): [number, number] {
  return isOnShift(person, unixMs) ? [8_000, 35_000] : [30_000, 120_000];
}

function edgeStop(person: SimulatedPerson, window: number): Stop {
  return drawStop(person, window * WINDOW_MS, createRandom(person.seed, person.identifier, 'edge', window));
}

function drawStop(person: SimulatedPerson, unixMs: number, random: Random): Stop {
  const stops = isOnShift(person, unixMs) ? person.trade.stops : OFF_SHIFT_STOPS;
  const weighted = person.site.ground.areas.flatMap((area) => Array<GroundArea>(stops[area.id] ?? 0).fill(area));
  const area = random.pick(weighted);
  return { areaId: area.id, spot: random.pick(area.spots), doors: area.doors };
}

function stay(spot: Point, fromMs: number, untilMs: number): Leg {
  return { fromMs, untilMs, route: { points: [spot], lengthMeters: 0 }, speedMetersPerSecond: 0 };
}

interface Walk {
  readonly person: SimulatedPerson;
  readonly from: Stop;
  readonly to: Stop;
  readonly at: number;
  readonly random: Random;
}

function walkTo({ person, from, to, at, random }: Walk): Leg {
  const route = shortestRoute(person.site.ground.roads, from, to);
  const speedMetersPerSecond = person.strideMetersPerSecond + random.between(-0.05, 0.05);
  return { fromMs: at, untilMs: at + (route.lengthMeters / speedMetersPerSecond) * 1000, route, speedMetersPerSecond };
}
