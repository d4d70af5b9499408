import { useEffect, useSyncExternalStore } from 'react';
import { useLive } from '../live-provider.tsx';
import type { Headcounts } from './headcount-store.ts';

/** The newest headcounts, or null before the first event. Keeps their stream running while the view is shown. */
export function useHeadcounts(): Headcounts | null {
  const { headcounts, headcountFeed } = useLive();
  useEffect(() => headcountFeed.acquire(), [headcountFeed]);
  return useSyncExternalStore(headcounts.subscribe, headcounts.current, () => null);
}

/** Whether the server does not let the viewer know headcounts. */
export function useHeadcountsRefused(): boolean {
  const { headcounts } = useLive();
  return useSyncExternalStore(headcounts.subscribe, headcounts.refused, () => false);
}
