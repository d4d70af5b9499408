'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { GivenHours, GivenSpan } from './hours-draft.ts';
import { spanParts } from './weekly-text.ts';

// A Monday: days and times are told as of a week by itself, whatever the time zone.
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** When a zone counts, as one would say it, in a line per span. */
export function HoursInWords({ hours }: { readonly hours: GivenHours }) {
  const t = useTranslations('zonePages.hours');
  const say = useSpanText();
  return (
    <div>
      <p>{t('countsAt')}</p>
      <ul className="list-disc ps-5">
        {hours.weekly.map((span) => (
          <li key={JSON.stringify(span)}>{say(span)}</li>
        ))}
      </ul>
      <p className="text-muted">{t(hours.followsPlace ? 'clocksOfPlace' : 'clocksOf', { timeZone: hours.timeZone })}</p>
    </div>
  );
}

/** When a zone counts, in one line of a list. */
export function HoursLine({ hours }: { readonly hours: GivenHours }) {
  const t = useTranslations('zonePages.hours');
  const say = useSpanText();
  return <>{t('line', { hours: hours.weekly.map(say).join('; '), timeZone: hours.timeZone })}</>;
}

/** The short name of a weekday, ISO 8601. */
export function useDayName(length: 'short' | 'long' = 'short'): (day: number) => string {
  const format = useFormatter();
  return (day) => format.dateTime(new Date(MONDAY + (day - 1) * DAY_MS), { weekday: length, timeZone: 'UTC' });
}

function useSpanText(): (span: GivenSpan) => string {
  const t = useTranslations('zonePages.hours');
  const format = useFormatter();
  const dayName = useDayName();
  const time = (minute: number) =>
    format.dateTime(new Date(MONDAY + minute * MINUTE_MS), { timeStyle: 'short', timeZone: 'UTC' });
  return (span) => {
    const { runs, fromMinute, toMinute, overnight, wholeDay } = spanParts(span);
    const days = runs
      .map(([first, last]) =>
        first === last ? dayName(first) : t('run', { first: dayName(first), last: dayName(last) }),
      )
      .join(', ');
    if (wholeDay) return t('wholeDay', { days });
    const ends = { days, from: time(fromMinute), to: time(toMinute) };
    return overnight ? t('overnight', ends) : t('span', ends);
  };
}
