import { createJourney, drawStop } from '../movers/journey.ts';
import type { Duty } from '../movers/mover.ts';
import { pickWeighted } from '../people/work.ts';
import { createRandom } from '../random.ts';
import { type EpochDay, localInstant, weekday } from '../time/local-day.ts';
import type { SimulatedVehicle } from './create-fleet.ts';

const MINUTE_MS = 60_000;

/** A day of a vehicle: from where it is parked to one stop after the other and back. Null on days off. */
export function vehicleDuty({ post, site, seed, identifier }: SimulatedVehicle, day: EpochDay): Duty | null {
  if (!post.weekdays.includes(weekday(day))) return null;
  const { ground, timeZone } = site;
  const random = createRandom(seed, identifier, 'duty', day);
  const home = drawStop(ground, post.home, createRandom(seed, identifier, 'home'));
  const fromMs = localInstant(timeZone, day, post.from) + random.between(0, 5) * MINUTE_MS;
  const untilMs = localInstant(timeZone, day, post.to);
  const { speedMetersPerSecond } = post;
  const journey = createJourney({ ground, start: home, startMs: fromMs, speedMetersPerSecond });
  const [shortest, longest] = post.stopMinutes;

  journey.stayUntil(fromMs + random.between(shortest, longest) * MINUTE_MS);
  while (journey.now() + journey.wayMs(home) + longest * MINUTE_MS < untilMs) {
    journey.moveTo(drawStop(ground, pickWeighted(post.tasks, random), random));
    journey.stayUntil(journey.now() + random.between(shortest, longest) * MINUTE_MS);
  }
  journey.moveTo(home);
  journey.stayUntil(untilMs);
  return { day, fromMs, untilMs: journey.now(), legs: journey.legs };
}
