import type { TrackerRowFragment } from '../../../__generated__/graphql.ts';
import { allPages } from '../../../graphql/all-pages.ts';
import { AskFailure, askPage } from '../../../graphql/ask-page.ts';
import type { Headcounts } from '../../../live/headcount/headcount-store.ts';
import type { ZoneRow } from '../../../live/headcount/use-zones.ts';
import { PositionStore } from '../../../live/position-store.ts';
import { trackersAsOf, zonesAsOf } from './as-of.ts';
import { CARRIED, POSITIONS_AS_OF, ZONES_AS_OF } from './documents.graphql.ts';

/** Everything the map shows of an instant. */
export interface PastScene {
  /** Unix milliseconds. */
  readonly at: number;
  readonly positions: PositionStore;
  readonly trackers: readonly TrackerRowFragment[];
  readonly zones: readonly ZoneRow[];
  /** Null for whoever may not see headcounts. */
  readonly headcounts: Headcounts | null;
}

/** Asks where everybody was, who carried what, and how many were in which zone. Fails with an AskFailure. */
export async function loadPast(at: number, signal: AbortSignal): Promise<PastScene> {
  const asOf = new Date(at).toISOString();
  const [places, carried, counted] = await Promise.all([
    allPages(async (after) => (await askPage(POSITIONS_AS_OF, { asOf, after }, signal)).latestPositions),
    allPages(async (after) => (await askPage(CARRIED, { after }, signal)).trackers),
    askPage(ZONES_AS_OF, { asOf }, signal).catch(noneWhereRefused),
  ]);
  const positions = new PositionStore();
  positions.apply({ snapshot: true, positions: places.flatMap(({ nodes }) => nodes) });
  const trackers = trackersAsOf(
    carried.flatMap(({ nodes }) => nodes),
    { at, positions },
  );
  const zones = counted ? zonesAsOf(counted.occupancy.zones, at) : { zones: [], headcounts: null };
  return { at, positions, trackers, ...zones };
}

/** Whoever may not see headcounts sees the rest. */
function noneWhereRefused(failure: unknown): null {
  if (failure instanceof AskFailure && failure.codes.includes('FORBIDDEN')) return null;
  throw failure;
}
