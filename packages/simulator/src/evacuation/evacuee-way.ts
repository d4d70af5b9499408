import { type Journey, createJourney, drawStop } from '../movers/journey.ts';
import type { Leg } from '../movers/leg.ts';
import { WALKING_SPEED } from '../people/create-population.ts';
import { linger, pickWeighted } from '../people/work.ts';
import type { Random } from '../random.ts';
import type { Site } from '../site/create-site.ts';
import type { Stop } from '../site/routes.ts';

/** What somebody does about an alarm. */
export type Conduct =
  /** Walks to the nearest muster point and stays there. */
  | 'goes at once'
  /** Brings something to an end before, and is still there in time. */
  | 'finishes first'
  /** Walks to the muster point, back to where they came from, and to the muster point again. */
  | 'goes back in'
  /** Leaves the site for the ferry. */
  | 'leaves the site'
  /** Stays where they are. */
  | 'never comes';

/** Whoever walks at all has arrived by then, milliseconds after the alarm; only who goes back in may be later. */
export const WALK_MS = 600_000;

const CONDUCTS = {
  'goes at once': 74,
  'finishes first': 15,
  'goes back in': 5,
  'leaves the site': 3,
  'never comes': 3,
} satisfies Record<Conduct, number>;

/** How many are where when the alarm sounds, in proportion. */
const WORKPLACES = {
  operations: 5,
  canteen: 3,
  workshop: 3,
  warehouse: 3,
  manifold: 4,
  loading: 3,
  'tanks-west': 3,
  'tanks-east': 3,
  laydown: 3,
  quay: 3,
  jetty: 2,
};

const MUSTER_POINTS = ['muster-west', 'muster-east'];

/** What somebody does, as often as people do it. */
export function drawConduct(random: Random): Conduct {
  return pickWeighted(CONDUCTS, random) as Conduct;
}

interface Surroundings {
  readonly site: Site;
  readonly random: Random;
  readonly fromMs: number;
  readonly alarmMs: number;
  readonly toMs: number;
}

/** Where somebody is from the beginning to the end: at work until the alarm, and from then on as they conduct themselves. */
export function evacueeLegs(conduct: Conduct, { site: { ground }, random, ...times }: Surroundings): readonly Leg[] {
  const { fromMs, alarmMs, toMs } = times;
  const speedMetersPerSecond = random.between(WALKING_SPEED.min, WALKING_SPEED.max);
  const start = drawStop(ground, pickWeighted(WORKPLACES, random), random);
  const journey = createJourney({ ground, start, startMs: fromMs, speedMetersPerSecond });
  linger({ journey, random, ground, untilMs: alarmMs, stayMinutes: [2, 8] });
  const safe = nearest(
    journey,
    MUSTER_POINTS.map((id) => drawStop(ground, id, random)),
  );
  const linesUpMs = random.between(60, 120) * 1_000;
  const setsOutMs = alarmMs + setOutAfterMs(conduct, { random, wayMs: journey.wayMs(safe) });
  if (conduct !== 'never comes') journey.stayUntil(setsOutMs);
  if (conduct === 'leaves the site') journey.moveTo(drawStop(ground, 'ferry-landing', random));
  else if (conduct !== 'never comes') journey.moveTo(safe);
  if (conduct === 'goes back in') {
    journey.stayUntil(journey.now() + linesUpMs);
    journey.moveTo(start);
    journey.stayUntil(journey.now() + linesUpMs);
    journey.moveTo(safe);
  }
  journey.stayUntil(toMs);
  return journey.legs;
}

/** From the alarm to setting out, in milliseconds. */
function setOutAfterMs(conduct: Conduct, { random, wayMs }: { random: Random; wayMs: number }): number {
  const promptMs = Math.min(random.between(5, 60) * 1_000, WALK_MS - wayMs);
  if (conduct !== 'finishes first') return promptMs;
  return promptMs + random.between(0.2, 1) * Math.max(0, WALK_MS - wayMs - promptMs);
}

function nearest(journey: Journey, stops: readonly Stop[]): Stop {
  return stops.reduce((best, stop) => (journey.wayMs(stop) < journey.wayMs(best) ? stop : best));
}
