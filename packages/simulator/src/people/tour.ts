import { type Journey, drawStop } from '../movers/journey.ts';
import { type Random, createRandom } from '../random.ts';
import type { Ground } from '../site/create-site.ts';
import type { EpochDay } from '../time/local-day.ts';
import { linger } from './work.ts';

const MINUTE_MS = 60_000;

/** How many days of a host have guests. */
const DAYS_WITH_GUESTS = 0.65;

/**
 * How many minutes into the shift of a day a host sets out to meet guests, whether or not they are part of the
 * simulation; null on days without.
 */
export function tourAfterMinutes({ seed, identifier }: { seed: number; identifier: string }, day: EpochDay) {
  const random = createRandom(seed, identifier, 'tour', day);
  return random.next() < DAYS_WITH_GUESTS ? random.between(165, 200) : null;
}

const SIGHTS = ['manifold', 'tanks-west', 'quay', 'workshop', 'laydown'];

interface Guiding {
  readonly ground: Ground;
  readonly journey: Journey;
  readonly random: Random;
}

/**
 * Meets guests at the main gate, shows them the offices, some of the sights and the canteen, and brings them back. Gives
 * back when host and guests were together: from the wait at the gate to the good-bye there.
 */
export function giveTour({ ground, journey, random }: Guiding): { fromMs: number; untilMs: number } {
  const meeting = drawStop(ground, 'main-gate', random);
  journey.moveTo(meeting);
  journey.stayUntil(journey.now() + 3 * MINUTE_MS);
  // A leg ends here, so that what is shared with the guests are whole legs.
  const fromMs = journey.now();
  journey.stayUntil(fromMs + 2 * MINUTE_MS);
  for (const areaId of ['operations', ...SIGHTS.filter(() => random.next() < 0.6), 'canteen']) {
    journey.moveTo(drawStop(ground, areaId, random));
    const untilMs = journey.now() + random.between(15, 30) * MINUTE_MS;
    linger({ journey, random, ground, untilMs, stayMinutes: [2, 8] });
  }
  journey.moveTo(meeting);
  journey.stayUntil(journey.now() + 2 * MINUTE_MS);
  return { fromMs, untilMs: journey.now() };
}
