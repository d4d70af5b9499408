import { useTimeZone } from 'next-intl';
import { useMemo } from 'react';
import { useAddress } from '../lists/use-address.ts';
import { useNow } from '../live/live-provider.tsx';
import { dayAfter, dayOf, isDay, mondayOf, spanOf, type DaySpan } from '../live/zoned-days.ts';

/** How many days are looked at. */
export type SpanLength = 'day' | 'week';

/** The day or week a page looks at. It is part of the address, so that it can be shared and survives a reload. */
export interface ShownSpan extends DaySpan {
  readonly length: SpanLength;
  /** The days, `YYYY-MM-DD`, in the tenant's time zone. */
  readonly days: readonly string[];
  readonly timeZone: string;
  /** Whether the present day is among them. */
  readonly isNow: boolean;
  /** Goes to a later span, or an earlier one when negative. */
  readonly step: (spans: 1 | -1) => void;
  readonly setLength: (length: SpanLength) => void;
  readonly toNow: () => void;
}

const DAYS: Readonly<Record<SpanLength, number>> = { day: 1, week: 7 };

/** @param usual how much is looked at unless the address says otherwise. */
export function useDaySpan(usual: SpanLength): ShownSpan {
  const { parameters, change } = useAddress();
  const timeZone = useTimeZone() ?? 'UTC';
  const today = dayOf(useNow(), timeZone);
  const asked = parameters.get('day') ?? '';
  const day = isDay(asked) && asked <= today ? asked : today;
  const askedLength = parameters.get('span');
  const length: SpanLength = askedLength === 'day' || askedLength === 'week' ? askedLength : usual;
  return useMemo(() => {
    const first = length === 'week' ? mondayOf(day) : day;
    const days = Array.from({ length: DAYS[length] }, (_, after) => dayAfter(first, after));
    const show = (next: string) => change({ day: next >= today ? null : next });
    return {
      ...spanOf(first, { days: DAYS[length], timeZone }),
      length,
      days,
      timeZone,
      isNow: days.includes(today),
      step: (spans) => show(dayAfter(day, spans * DAYS[length])),
      setLength: (next) => change({ span: next === usual ? null : next }),
      toNow: () => change({ day: null }),
    };
  }, [day, length, timeZone, today, usual, change]);
}
