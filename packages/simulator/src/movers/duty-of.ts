import { personDuty } from '../people/person-duty.ts';
import { visitorDuty } from '../people/visitor-duty.ts';
import { type EpochDay, localDay } from '../time/local-day.ts';
import { vehicleDuty } from '../vehicles/vehicle-duty.ts';
import type { Duty, Mover } from './mover.ts';

/** What somebody does on the shift that begins on a day; null where there is none. The same whenever it is asked. */
export function dutyOn(mover: Mover, day: EpochDay): Duty | null {
  const known = recent.get(mover) ?? [];
  const entry = known.find((each) => each.day === day) ?? { day, duty: makeDuty(mover, day) };
  recent.set(mover, shortened([entry, ...known.filter((each) => each !== entry)]));
  return entry.duty;
}

/** The duty somebody is on at an instant; null where the tracker is off. */
export function dutyAt(mover: Mover, unixMs: number): Duty | null {
  const known = knownAt(mover, unixMs);
  if (known) return known;
  const today = localDay(mover.site.timeZone, unixMs);
  const duties = [today, today - 1].map((day) => dutyOn(mover, day));
  return duties.find((duty) => duty && covers(duty, unixMs)) ?? null;
}

/** The first duty that ends behind an instant: the one somebody is on, or the next. Null where none comes for a fortnight. */
export function nextDuty(mover: Mover, unixMs: number): Duty | null {
  const known = knownAt(mover, unixMs);
  if (known) return known;
  const yesterday = localDay(mover.site.timeZone, unixMs) - 1;
  for (let day = yesterday; day < yesterday + 16; day++) {
    const duty = dutyOn(mover, day);
    if (duty && duty.untilMs > unixMs) return duty;
  }
  return null;
}

interface Known {
  readonly day: EpochDay;
  readonly duty: Duty | null;
}

/** The days asked for last: most questions are about the day of the one before, or a neighbour. */
const recent = new WeakMap<Mover, readonly Known[]>();

/** A duty has hundreds of legs, a day off costs nothing to remember. */
const KEPT = { duties: 3, days: 20 };

function shortened(known: readonly Known[]): Known[] {
  let duties = 0;
  return known.filter(({ duty }) => duty === null || ++duties <= KEPT.duties).slice(0, KEPT.days);
}

function knownAt(mover: Mover, unixMs: number): Duty | undefined {
  return recent.get(mover)?.find(({ duty }) => duty && covers(duty, unixMs))?.duty ?? undefined;
}

function covers({ fromMs, untilMs }: Duty, unixMs: number): boolean {
  return unixMs >= fromMs && unixMs < untilMs;
}

function makeDuty(mover: Mover, day: EpochDay): Duty | null {
  if (mover.kind === 'vehicle') return vehicleDuty(mover, day);
  if (!mover.host) return personDuty(mover, day);
  const hosting = dutyOn(mover.host, day);
  return hosting && visitorDuty({ visitor: mover, host: hosting });
}
