import type { TrackerRowFragment } from '../__generated__/graphql.ts';
import { usePosition } from './use-position.ts';

/**
 * When a tracker was last heard from, Unix milliseconds by the server's clock, or null when never. The stream of trackers
 * speaks only of changes of connection; between them each position says that its tracker is still there.
 */
export function useLastHeard(tracker: TrackerRowFragment | null): number | null {
  const position = usePosition(tracker?.id ?? null);
  const told = tracker?.lastHeardAt ? Date.parse(tracker.lastHeardAt) : null;
  return position ? Math.max(position.receivedAt, told ?? 0) : told;
}
