import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** The instant a board shows. It is part of the address, so that it can be shared and survives a reload. */
export interface AsOf {
  /** Unix milliseconds, or null for now. */
  readonly instant: number | null;
  /** Shows another instant, or what is so now. */
  readonly show: (instant: number | null) => void;
}

const PARAMETER = 'at';

/** The instant in the address of the page. */
export function useAsOf(): AsOf {
  const instant = Date.parse(useSearchParams().get(PARAMETER) ?? '');
  const show = useCallback((next: number | null) => {
    const query = next === null ? '' : `?${PARAMETER}=${new Date(next).toISOString()}`;
    // The page is the same for every instant, so the server is not asked for it again.
    history.replaceState(null, '', `/headcount${query}`);
  }, []);
  return { instant: Number.isNaN(instant) ? null : instant, show };
}
