import { useEffect, useState } from 'react';
import { useLive } from '../../../live/live-provider.tsx';
import { followsViewOnly } from '../../../live/viewport/follows-view-only.ts';
import { coverOf, isCovered, type TileCover } from '../../../live/viewport/tile-cover.ts';
import type { MapView } from '../../../map/map-view.ts';

// A view that nobody moved for so long is one that somebody looks at.
const SETTLED_MS = 400;

/**
 * Where there are many trackers, follows only those in view with a margin around it, and those somebody looks at.
 * @param trackers how many there are.
 * @param lookedAt ids of trackers that are selected or followed.
 * @returns whether only a part is followed.
 */
export function useFollowedView(
  view: MapView | null,
  { trackers, lookedAt }: { readonly trackers: number; readonly lookedAt: readonly string[] },
): boolean {
  const { positionFeed } = useLive();
  const [before, setBefore] = useState(false);
  const isMany = followsViewOnly(trackers, before);
  if (isMany !== before) setBefore(isMany);
  const narrowed = isMany ? view : null;
  const others = lookedAt.join('\n');

  useEffect(() => positionFeed.alsoFollow(others ? others.split('\n') : []), [positionFeed, others]);
  useEffect(() => {
    if (!narrowed) return undefined;
    let cover: TileCover | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function follow(map: MapView): void {
      const seen = map.bounds();
      if (cover && isCovered(seen, cover)) return;
      cover = coverOf(seen);
      positionFeed.narrow(cover.tiles);
    }

    function whenSettled(map: MapView): void {
      clearTimeout(timer);
      timer = setTimeout(() => follow(map), SETTLED_MS);
    }

    whenSettled(narrowed);
    const stop = narrowed.onMoved(() => whenSettled(narrowed));
    return () => {
      clearTimeout(timer);
      stop();
      positionFeed.narrow(null);
    };
  }, [positionFeed, narrowed]);
  return narrowed !== null;
}
