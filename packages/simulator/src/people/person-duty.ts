import { type Journey, createJourney, drawStop } from '../movers/journey.ts';
import type { Duty } from '../movers/mover.ts';
import { type Random, createRandom } from '../random.ts';
import type { EpochDay } from '../time/local-day.ts';
import { type SimulatedPerson, isHost } from './create-population.ts';
import { isAbsent, type Shift, shiftOn } from './rota.ts';
import { giveTour, tourAfterMinutes } from './tour.ts';
import { linger, work } from './work.ts';

const MINUTE_MS = 60_000;

/**
 * A shift of somebody who works here: off the ferry or out of the car, through the gate to the lockers, tasks and breaks,
 * to the lockers and out again. Null on days off.
 */
export function personDuty(person: SimulatedPerson, day: EpochDay): Duty | null {
  const { seed, identifier, rota, strideMetersPerSecond } = person;
  const { ground, timeZone } = person.site;
  const shift = shiftOn(rota, timeZone, day);
  if (!shift || isAbsent(person, day)) return null;
  const random = createRandom(seed, identifier, 'duty', day);
  const start = drawStop(ground, random.pick(['ferry-landing', 'ferry-landing', 'car-park']), random);
  const fromMs = shift.fromMs - random.between(14, 24) * MINUTE_MS;
  const journey = createJourney({ ground, start, startMs: fromMs, speedMetersPerSecond: strideMetersPerSecond });
  const pause = () => journey.stayUntil(journey.now() + random.between(2, 5) * MINUTE_MS);
  const locker = drawStop(ground, 'operations', createRandom(seed, identifier, 'locker'));

  pause();
  journey.moveTo(locker);
  const firstMs = journey.now();
  pause();
  const tour = spendShift(person, { journey, random, shift, day });
  journey.moveTo(locker);
  const lastMs = journey.now();
  pause();
  journey.moveTo(start);
  pause();
  const lockers = { firstMs, lastMs };
  return { day, fromMs, untilMs: journey.now(), legs: journey.legs, lockers, ...(tour ? { tour } : {}) };
}

interface Spending {
  readonly journey: Journey;
  readonly random: Random;
  readonly shift: Shift;
  readonly day: EpochDay;
}

/** From the lockers until shortly before the end of the shift. Gives back when guests were shown around. */
function spendShift(person: SimulatedPerson, { journey, random, shift, day }: Spending): Duty['tour'] {
  const { ground } = person.site;
  const tourAfter = isHost(person) ? tourAfterMinutes(person, day) : null;
  const breaks = person.rota.breaks.map(({ after, minutes }) => ({ after: after + random.between(-25, 25), minutes }));
  const appointments = [...breaks, ...(tourAfter === null ? [] : [{ after: tourAfter, minutes: null }])];
  let tour: Duty['tour'];
  for (const { after, minutes } of appointments.toSorted((one, other) => one.after - other.after)) {
    work(person, { journey, random, untilMs: shift.fromMs + after * MINUTE_MS });
    if (minutes === null) tour = giveTour({ ground, journey, random });
    else rest({ journey, random, minutes, ground });
  }
  work(person, { journey, random, untilMs: shift.toMs - random.between(4, 8) * MINUTE_MS });
  return tour;
}

function rest(resting: {
  journey: Journey;
  random: Random;
  minutes: number;
  ground: SimulatedPerson['site']['ground'];
}) {
  const { journey, random, minutes, ground } = resting;
  journey.moveTo(drawStop(ground, 'canteen', random));
  linger({ journey, random, ground, untilMs: journey.now() + minutes * MINUTE_MS, stayMinutes: [6, 20] });
}
