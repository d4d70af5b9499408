import { useEffect } from 'react';
import { useLive, useNow } from './live-provider.tsx';
import type { LatestPosition } from './position-store.ts';

/** Keeps the stream of positions running while the view is shown. */
export function usePositionFeed(): void {
  const { positionFeed } = useLive();
  useEffect(() => positionFeed.acquire(), [positionFeed]);
}

/** The newest position of a tracker, read once a second, or null. Needs `usePositionFeed` in the same view. */
export function usePosition(trackerId: string | null): LatestPosition | null {
  const { positions } = useLive();
  useNow();
  return trackerId === null ? null : positions.get(trackerId);
}
