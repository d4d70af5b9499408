import type { ActiveHoursInput } from '../../../__generated__/graphql.ts';

/** Hours of some days while somebody enters them. */
export interface SpanDraft {
  /** Apart from the other spans of the form. */
  readonly id: number;
  /** ISO 8601 weekdays on which it begins: 1 Monday to 7 Sunday. */
  readonly days: readonly number[];
  /** `HH:MM`. */
  readonly from: string;
  /** `HH:MM`; at or before `from` it is of the day after. */
  readonly to: string;
}

/** A week of hours while somebody enters them. */
export interface HoursDraft {
  /** IANA name, or null for that of the zone's place. */
  readonly timeZone: string | null;
  readonly spans: readonly SpanDraft[];
}

/** A week of hours as the API gives it. */
export interface GivenHours {
  readonly timeZone: string;
  readonly followsPlace: boolean;
  readonly weekly: readonly GivenSpan[];
}

/** Hours of some days as the API gives them. */
export interface GivenSpan {
  readonly days: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

const MINUTES_OF_DAY = 1_440;

/** The days of a week, ISO 8601. */
export const WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

/** What a week of work begins with. */
export const USUAL_HOURS: HoursDraft = {
  timeZone: null,
  spans: [{ id: 0, days: [1, 2, 3, 4, 5], from: '06:00', to: '18:00' }],
};

/** The hours that a zone has, to be changed. */
export function draftOf(hours: GivenHours | null): HoursDraft | null {
  return (
    hours && {
      timeZone: hours.followsPlace ? null : hours.timeZone,
      spans: hours.weekly.map(({ days, fromMinute, toMinute }, id) => ({
        id,
        days,
        from: clockOf(fromMinute),
        to: clockOf(toMinute),
      })),
    }
  );
}

/** The hours as the API takes them. */
export function hoursInput(draft: HoursDraft | null): ActiveHoursInput | null {
  return (
    draft && {
      ...(draft.timeZone !== null && { timeZone: draft.timeZone }),
      weekly: draft.spans.map(({ days, from, to }) => ({
        days: days.toSorted((a, b) => a - b),
        fromMinute: minuteOf(from),
        // A day ends where the next one begins.
        toMinute: minuteOf(to) || MINUTES_OF_DAY,
      })),
    }
  );
}

/** Whether two weeks of hours are the same to the API. */
export function areSameHours(a: HoursDraft | null, b: HoursDraft | null): boolean {
  return JSON.stringify(hoursInput(a)) === JSON.stringify(hoursInput(b));
}

/** Another span at the end, on days that none has yet, at the hours of the last one. */
export function withSpan(draft: HoursDraft): HoursDraft {
  const last = draft.spans.at(-1);
  const free = WEEKDAYS.filter((day) => !draft.spans.some(({ days }) => days.includes(day)));
  const id = Math.max(-1, ...draft.spans.map((span) => span.id)) + 1;
  const span = { id, days: free, from: last?.from ?? '06:00', to: last?.to ?? '18:00' };
  return { ...draft, spans: [...draft.spans, span] };
}

/** Whether a span ends on the day after the one on which it begins. */
export function isOvernight({ from, to }: SpanDraft): boolean {
  return to !== '' && from !== '' && to !== '00:00' && minuteOf(to) <= minuteOf(from);
}

/** Which part of the form of a zone an error of the API about its hours is of: one span, or all of them. */
export function hoursField(path: readonly string[]): 'activeHours' | `span-${number}` | null {
  const at = path.indexOf('activeHours');
  if (at < 0) return null;
  const index = path[at + 1] === 'weekly' ? Number(path[at + 2] ?? Number.NaN) : Number.NaN;
  return Number.isInteger(index) ? `span-${index}` : 'activeHours';
}

function minuteOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}

function clockOf(minute: number): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${part(Math.floor(minute / 60) % 24)}:${part(minute % 60)}`;
}
