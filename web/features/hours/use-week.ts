import { useTimeZone } from 'next-intl';
import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import { useLive } from '../../live/live-provider.tsx';
import { localDayOf, mondayOf } from './week.ts';

/** The week a page shows. It is part of the address, so that it can be shared and survives a reload. */
export interface ShownWeek {
  /** Its Monday, `YYYY-MM-DD`. */
  readonly monday: string;
  /** The Monday of the week that runs now in the tenant's time zone. */
  readonly thisMonday: string;
  /** Shows another week. */
  readonly show: (monday: string) => void;
}

const PARAMETER = 'week';

/** The week in the address of the page, or the one that runs now. */
export function useWeek(): ShownWeek {
  const parameters = useSearchParams();
  const path = usePathname();
  const timeZone = useTimeZone() ?? 'UTC';
  const today = localDayOf(useLive().clock.now(), timeZone);
  const thisMonday = mondayOf(today) ?? today;
  const monday = mondayOf(parameters.get(PARAMETER) ?? '') ?? thisMonday;
  const show = useCallback(
    (next: string) => {
      const query = new URLSearchParams(parameters);
      query.set(PARAMETER, next);
      // The page is the same for every week, so the server is not asked for it again.
      history.replaceState(null, '', `${path}?${query}`);
    },
    [parameters, path],
  );
  return { monday, thisMonday, show };
}
