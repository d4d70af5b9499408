import { type Journey, drawStop } from '../movers/journey.ts';
import type { Random } from '../random.ts';
import type { Ground } from '../site/create-site.ts';
import type { Stops } from './posts.ts';

const MINUTE_MS = 60_000;

/** No task is begun that would be over sooner. */
const SHORTEST_TASK_MS = 5 * MINUTE_MS;

/** What somebody is to be kept busy with. */
interface Busy {
  readonly journey: Journey;
  readonly random: Random;
  readonly untilMs: number;
}

/** Goes from task to task, each in one area for a quarter of an hour or so, until an instant or shortly after. */
export function work(
  { tasks, site: { ground } }: { tasks: Stops; site: { ground: Ground } },
  { journey, random, untilMs }: Busy,
): void {
  while (untilMs - journey.now() > SHORTEST_TASK_MS) {
    journey.moveTo(drawStop(ground, pickWeighted(tasks, random), random));
    const taskEndMs = Math.min(untilMs, journey.now() + random.between(10, 40) * MINUTE_MS);
    linger({ journey, random, ground, untilMs: taskEndMs, stayMinutes: [0.4, 3] });
  }
  linger({ journey, random, ground, untilMs, stayMinutes: [0.4, 3] });
}

interface Lingering extends Busy {
  readonly ground: Ground;
  /** Shortest and longest stay at one spot. */
  readonly stayMinutes: readonly [number, number];
}

/** Stays in the area, now at one spot and now at another, until an instant. */
export function linger({ journey, random, ground, untilMs, stayMinutes: [shortest, longest] }: Lingering): void {
  for (;;) {
    journey.stayUntil(Math.min(untilMs, journey.now() + random.between(shortest, longest) * MINUTE_MS));
    const next = drawStop(ground, journey.here().areaId, random);
    if (journey.now() + journey.wayMs(next) > untilMs) break;
    journey.moveTo(next);
  }
  journey.stayUntil(untilMs);
}

/** A key, as often as its weight says. Throws `RangeError` where there is none. */
export function pickWeighted(weights: Stops, random: Random): string {
  const entries = Object.entries(weights);
  let rest = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  const found = entries.find(([, weight]) => (rest -= weight) < 0) ?? entries.at(-1);
  if (!found) throw new RangeError('there is nothing to pick from');
  return found[0];
}
