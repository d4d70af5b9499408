import { useEffect } from 'react';
import { useLive, useNow } from './live-provider.tsx';
import { usePast } from './past/past.tsx';
import type { LatestPosition } from './position-store.ts';

/** Keeps the stream of positions running while the view is shown. */
export function usePositionFeed(): void {
  const { positionFeed } = useLive();
  useEffect(() => positionFeed.acquire(), [positionFeed]);
}

/**
 * The newest position of a tracker, of now or of the instant that is shown, read once a second, or null. Needs
 * `usePositionFeed` in the same view.
 */
export function usePosition(trackerId: string | null): LatestPosition | null {
  const { positions } = useLive();
  const past = usePast();
  useNow();
  return trackerId === null ? null : (past?.positions ?? positions).get(trackerId);
}
