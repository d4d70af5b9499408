import { createRandom } from '../random.ts';
import { type EpochDay, localInstant, weekday } from '../time/local-day.ts';

/** On which days and between which hours somebody works, by the site's clocks. */
export interface Rota {
  readonly name: 'day' | 'late' | 'night' | 'weekend day' | 'weekend night' | 'visit';
  /** Days of the week on which a shift begins, Monday as 0. */
  readonly weekdays: readonly number[];
  /** Minutes after midnight; behind the end of the day for a shift that ends on the next. */
  readonly from: number;
  readonly to: number;
  /** Breaks: begin in minutes after the shift's begin, and length in minutes. */
  readonly breaks: readonly { readonly after: number; readonly minutes: number }[];
}

/** A shift of one day: `[fromMs, toMs)`, Unix milliseconds. */
export interface Shift {
  readonly fromMs: number;
  readonly toMs: number;
}

const HOUR = 60;
const WEEK = [0, 1, 2, 3, 4];
const WEEKEND = [5, 6];
const EIGHT_HOURS = [
  { after: 130, minutes: 15 },
  { after: 260, minutes: 30 },
];
const TWELVE_HOURS = [...EIGHT_HOURS, { after: 480, minutes: 30 }];

/** The shifts of the terminal. They overlap for a hand-over, and together somebody is always there. */
export const ROTAS = {
  day: { name: 'day', weekdays: WEEK, from: 7 * HOUR, to: 15.5 * HOUR, breaks: EIGHT_HOURS },
  late: { name: 'late', weekdays: WEEK, from: 15 * HOUR, to: 23.25 * HOUR, breaks: EIGHT_HOURS },
  night: { name: 'night', weekdays: WEEK, from: 23 * HOUR, to: 31.25 * HOUR, breaks: EIGHT_HOURS },
  weekendDay: { name: 'weekend day', weekdays: WEEKEND, from: 7 * HOUR, to: 19.25 * HOUR, breaks: TWELVE_HOURS },
  weekendNight: { name: 'weekend night', weekdays: WEEKEND, from: 19 * HOUR, to: 31.25 * HOUR, breaks: TWELVE_HOURS },
  visit: { name: 'visit', weekdays: WEEK, from: 10 * HOUR, to: 13 * HOUR, breaks: [] },
} as const satisfies Record<string, Rota>;

/** The shift that begins on a day by the zone's clocks; null on days off. */
export function shiftOn({ weekdays, from, to }: Rota, timeZone: string, day: EpochDay): Shift | null {
  if (!weekdays.includes(weekday(day))) return null;
  return { fromMs: localInstant(timeZone, day, from), toMs: localInstant(timeZone, day, to) };
}

/** How often somebody who should be there is not. */
const ABSENT = 0.04;

/** Whether somebody stays at home though there is a shift. */
export function isAbsent({ seed, identifier }: { seed: number; identifier: string }, day: EpochDay): boolean {
  return createRandom(seed, identifier, 'absent', day).next() < ABSENT;
}
