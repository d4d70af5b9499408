import { useTimeZone } from 'next-intl';
import { useMemo } from 'react';
import { useNow } from '../live/live-provider.tsx';
import { dayOf, spanOf, type DaySpan } from '../live/zoned-days.ts';

/** The present day in the tenant's time zone; the same object until the day is over. */
export function useToday(): DaySpan {
  const timeZone = useTimeZone() ?? 'UTC';
  const today = dayOf(useNow(), timeZone);
  return useMemo(() => spanOf(today, { days: 1, timeZone }), [today, timeZone]);
}
