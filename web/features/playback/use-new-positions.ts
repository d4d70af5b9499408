import { useEffect, useState } from 'react';
import { useLinkStatus } from '../../live/live-provider.tsx';
import { newPositions, type NewPositions } from './late-data.ts';
import { loadCounts } from './load-replay.ts';
import type { Replay } from './use-replay.ts';

const LOOK_EVERY_MS = 15_000;
const NOTHING: NewPositions = { late: 0, recent: 0 };

/** Positions of the replayed time that came since it was loaded. Without an answer nothing is said. */
export function useNewPositions({ lanes, facts, span, loadedAt }: Replay): NewPositions {
  const offline = useLinkStatus().kind === 'offline';
  const [found, setFound] = useState(NOTHING);
  useEffect(() => {
    setFound(NOTHING);
    if (offline || !lanes.length) return undefined;
    const control = new AbortController();
    const trackerIds = lanes.map(({ trackerId }) => trackerId);
    const look = async () => {
      if (document.hidden) return;
      try {
        const counts = await loadCounts(trackerIds, span, control.signal);
        if (!control.signal.aborted) setFound(newPositions(facts.counts, counts, loadedAt));
      } catch {
        // It is looked again soon; what is shown is no less true.
      }
    };
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      control.abort();
    };
  }, [lanes, facts, span, loadedAt, offline]);
  return found;
}
