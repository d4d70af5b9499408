import { useMemo } from 'react';
import type { TrackerRowFragment } from '../../__generated__/graphql.ts';
import type { WholeList } from '../../graphql/use-whole-list.ts';
import type { Headcounts } from '../../live/headcount/headcount-store.ts';
import { useHeadcounts } from '../../live/headcount/use-headcounts.ts';
import { useZones, type ZoneRow } from '../../live/headcount/use-zones.ts';
import { useLive } from '../../live/live-provider.tsx';
import type { Past } from '../../live/past/past.tsx';
import { PositionStore } from '../../live/position-store.ts';
import { usePositionFeed } from '../../live/use-position.ts';
import { useThrottled } from '../../live/use-throttled.ts';
import { usePeople, useTrackers } from '../../live/use-trackers.ts';
import { entriesOf, type Entry } from './entries.ts';
import type { PastView } from './past/use-past-scene.ts';

/** Everything map, list and cards show: of now, or of an instant. */
export interface Scene {
  readonly positions: PositionStore;
  readonly trackers: readonly TrackerRowFragment[];
  readonly entries: readonly Entry[];
  /** What the entries are made of, for their state. */
  readonly sources: readonly WholeList<unknown>[];
  /** How many trackers there are now, also where the past is shown. */
  readonly liveTrackers: number;
  readonly zones: readonly ZoneRow[];
  readonly headcounts: Headcounts | null;
  /** The instant, or null for now. */
  readonly past: Past | null;
}

// Connections, names and carriers are shown anew this often at most, in milliseconds.
const TRACKERS_MS = 1_000;

/** The scene of now, which changes by itself, or of the past. Now goes on behind the past, so that it is there at once. */
export function useScene(view: PastView | null): Scene {
  usePositionFeed();
  const { positions } = useLive();
  const people = usePeople();
  const trackers = useTrackers();
  // Of thousands somebody's connection changes all the time, and each change makes all entries anew.
  const nodes = useThrottled(trackers.nodes, TRACKERS_MS);
  const headcounts = useHeadcounts();
  const zones = useZones(headcounts);
  const shown = view ? pastOf(view) : { positions, trackers: nodes, zones: zones.nodes, headcounts };
  const entries = useMemo(() => entriesOf(people.nodes, shown.trackers), [people.nodes, shown.trackers]);
  return {
    ...shown,
    liveTrackers: nodes.length,
    entries,
    sources: view ? [people, sourceOf(view)] : [people, trackers],
    past: view?.scene ?? null,
  };
}

// One and the same, so that nothing is drawn anew while there is nothing.
const NOTHING = { positions: new PositionStore(1), trackers: [], zones: [], headcounts: null } as const;

function pastOf({ scene }: PastView): Pick<Scene, 'positions' | 'trackers' | 'zones' | 'headcounts'> {
  return scene ?? NOTHING;
}

function sourceOf({ scene, state, reload }: PastView): WholeList<TrackerRowFragment> {
  return { nodes: scene?.trackers ?? [], loading: state === 'loading', failed: state === 'failed', reload };
}
