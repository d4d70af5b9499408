import { useEffect, useState } from 'react';
import { useAddress } from '../../../lists/use-address.ts';
import type { PositionStore } from '../../../live/position-store.ts';
import type { MapView } from '../../../map/map-view.ts';
import { areSame, trackersWithin } from './trackers-within.ts';

/** Whether the list shows only who is on the part of the map that is seen. It is part of the address. */
export interface InView {
  readonly isOnly: boolean;
  readonly toggle: () => void;
  /** Trackers in view, or null while the list shows all. */
  readonly trackerIds: ReadonlySet<string> | null;
}

const PARAMETER = 'inView';
// The list follows the map while it is moved, and those who move more slowly.
const MOVED_MS = 250;
const POSITIONS_MS = 1_000;

/** @param positions those the map shows, of now or of an instant. */
export function useInView(view: MapView | null, positions: PositionStore): InView {
  const { parameters, change } = useAddress();
  const isOnly = parameters.get(PARAMETER) === '1';
  const trackerIds = useTrackersWithin(isOnly ? view : null, positions);
  return { isOnly, toggle: () => change({ [PARAMETER]: isOnly ? null : '1' }), trackerIds };
}

function useTrackersWithin(view: MapView | null, positions: PositionStore): ReadonlySet<string> | null {
  const [within, setWithin] = useState<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!view) {
      setWithin(null);
      return undefined;
    }
    const map = view;
    let lookedAt = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function look(): void {
      timer = undefined;
      lookedAt = performance.now();
      const next = trackersWithin(positions, map.bounds());
      setWithin((before) => (before && areSame(before, next) ? before : next));
    }

    function lookAfter(pauseMs: number): void {
      timer ??= setTimeout(look, Math.max(0, lookedAt + pauseMs - performance.now()));
    }

    look();
    const offMoved = map.onMoved(() => {
      clearTimeout(timer);
      timer = undefined;
      lookAfter(MOVED_MS);
    });
    const offPositions = positions.subscribe(() => lookAfter(POSITIONS_MS));
    return () => {
      clearTimeout(timer);
      offMoved();
      offPositions();
    };
  }, [view, positions]);
  return within;
}
