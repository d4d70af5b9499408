import type { TrackerRowFragment } from '../__generated__/graphql.ts';
import { usePast } from './past/past.tsx';
import { usePosition } from './use-position.ts';

/**
 * When a tracker was last heard from, Unix milliseconds by the server's clock, or null when never. The stream of trackers
 * speaks only of changes of connection; between them each position says that its tracker is still there. Of an instant of the
 * past only positions tell, by the device's clock: one that came late was not heard then.
 */
export function useLastHeard(tracker: TrackerRowFragment | null): number | null {
  const position = usePosition(tracker?.id ?? null);
  const past = usePast();
  if (past) return position?.recordedAt ?? null;
  const told = tracker?.lastHeardAt ? Date.parse(tracker.lastHeardAt) : null;
  return position ? Math.max(position.receivedAt, told ?? 0) : told;
}
