import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** The instant a page shows. It is part of the address, so that it can be shared and survives a reload. */
export interface AsOf {
  /** Unix milliseconds, or null for now. */
  readonly instant: number | null;
  /** Shows another instant, or what is so now. */
  readonly show: (instant: number | null) => void;
}

const PARAMETER = 'at';
/** Pages that show either now or an instant; elsewhere the parameter means something else. */
const PAGES: readonly string[] = ['/headcount', '/map'];

/** The instant in the address of the page. */
export function useAsOf(): AsOf {
  const path = usePathname();
  const instant = Date.parse(useSearchParams().get(PARAMETER) ?? '');
  const show = useCallback((next: number | null) => {
    const { pathname, search } = location;
    const parameters = new URLSearchParams(search);
    if (next === null) parameters.delete(PARAMETER);
    else parameters.set(PARAMETER, new Date(next).toISOString());
    const query = parameters.size ? `?${parameters.toString()}` : '';
    // The page is the same for every instant, so the server is not asked for it again.
    history.replaceState(null, '', `${pathname}${query}`);
  }, []);
  return { instant: Number.isNaN(instant) || !PAGES.includes(path) ? null : instant, show };
}
