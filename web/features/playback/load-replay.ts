import { allPages } from '../../graphql/all-pages.ts';
import { askPage } from '../../graphql/ask-page.ts';
import type { ReplayWaysQuery } from '../../__generated__/graphql.ts';
import { REPLAY_COUNTS, REPLAY_FILE, REPLAY_STOPS, REPLAY_VISITS, REPLAY_WAYS } from './documents.graphql.ts';
import type { Span } from './replay/density.ts';
import { joinFixes, readFixes, type FixColumns } from './replay/fix-columns.ts';
import { GAP_MS, type ReplayLane } from './replay/replay-lane.ts';

type Track = ReplayWaysQuery['tracks'][number];

/** A place where a tracker stood. */
export interface ReplayStop extends Span {
  /** Whether it is known that the tracker set out then. */
  readonly departed: boolean;
  readonly center: { readonly latitude: number; readonly longitude: number };
}

/** A visit of a tracker to a zone. */
export interface ReplayVisit {
  readonly id: string;
  readonly zone: string;
  readonly from: number;
  readonly to: number | null;
}

/** What is known of one tracker before its positions are there. */
export interface LaneFacts {
  /** Its way, simplified; null where it has no position then. */
  readonly track: Track | null;
  readonly stops: readonly ReplayStop[];
  /** Metres it went in the trips that reach into the span. */
  readonly distanceMeters: number;
  /** Null where the viewer may not see visits. */
  readonly visits: readonly ReplayVisit[] | null;
}

/** What is known before positions are there. */
export interface ReplayFacts {
  readonly lanes: readonly LaneFacts[];
  /** How many positions there were of each hour, by its beginning in Unix milliseconds. */
  readonly counts: ReadonlyMap<number, number>;
}

const MOST_POINTS = 2_000;
const HOUR_MS = 3_600_000;

/** Loads ways, stops and visits of all trackers of a replay. Fails with an AskFailure. */
export async function loadReplay(
  lanes: readonly ReplayLane[],
  { span, mayVisits, signal }: { span: Span; mayVisits: boolean; signal: AbortSignal },
): Promise<ReplayFacts> {
  const trackerIds = lanes.map(({ trackerId }) => trackerId);
  // Counted before anything is read, so that whatever comes from now on is seen to be new.
  const counts = await loadCounts(trackerIds, span, signal);
  const variables = { trackerIds, ...around(span), maxPoints: MOST_POINTS, gapSeconds: GAP_MS / 1_000 };
  const { tracks } = await askPage(REPLAY_WAYS, variables, signal);
  const byTracker = new Map(tracks.map((track) => [track.tracker.id, track]));
  const facts = lanes.map(async ({ trackerId }) => {
    const [stopped, visits] = await Promise.all([
      askPage(REPLAY_STOPS, { trackerId, ...textOf(span) }, signal),
      mayVisits ? loadVisits(trackerId, span, signal) : null,
    ]);
    const { stops, trips } = stopped.tracker ?? { stops: { nodes: [] }, trips: { nodes: [] } };
    return {
      track: byTracker.get(trackerId) ?? null,
      stops: stops.nodes.map(({ from, to, endedBy, center }) => ({
        from: Date.parse(from),
        to: Date.parse(to),
        departed: endedBy === 'DEPARTURE',
        center,
      })),
      distanceMeters: trips.nodes.reduce((sum, { distanceMeters }) => sum + distanceMeters, 0),
      visits,
    };
  });
  return { lanes: await Promise.all(facts), counts };
}

/** How many positions there are of each hour that touches a span, all trackers together. */
export async function loadCounts(
  trackerIds: readonly string[],
  { from, to }: Span,
  signal: AbortSignal,
): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  const hours = { from: Math.floor(from / HOUR_MS) * HOUR_MS, to };
  const pages = await allPages(
    async (after) =>
      (await askPage(REPLAY_COUNTS, { trackerIds: [...trackerIds], ...textOf(hours), after }, signal)).motion,
  );
  for (const { from: hour, positionCount } of pages.flatMap(({ nodes }) => nodes)) {
    const at = Date.parse(hour);
    counts.set(at, (counts.get(at) ?? 0) + positionCount);
  }
  return counts;
}

const POSITIONS_AT_ONCE = 5_000;

/** Every position of a tracker in a stretch of time. Fails with an AskFailure. */
export async function loadFixes(trackerId: string, span: Span, signal: AbortSignal): Promise<FixColumns> {
  const about = { trackerId, format: 'NDJSON', ...textOf(span), maxPositions: POSITIONS_AT_ONCE } as const;
  const parts = await allPages(
    async (after) => (await askPage(REPLAY_FILE, { ...about, after }, signal)).tracker?.trackFile ?? null,
  );
  return joinFixes(parts.map(({ content }) => readFixes(content)));
}

async function loadVisits(trackerId: string, span: Span, signal: AbortSignal): Promise<ReplayVisit[]> {
  const pages = await allPages(
    async (after) => (await askPage(REPLAY_VISITS, { trackerId, ...textOf(span), after }, signal)).visits,
  );
  return pages
    .flatMap(({ nodes }) => nodes)
    .map(({ id, from, to, geofence }) => ({
      id,
      zone: geofence.name,
      from: Date.parse(from),
      to: to ? Date.parse(to) : null,
    }));
}

/** The span with the gap limit on both sides: whoever was heard just before its begin is somewhere then. */
export function widened({ from, to }: Span): Span {
  return { from: from - GAP_MS, to: to + GAP_MS };
}

function around(span: Span): { from: string; to: string } {
  return textOf(widened(span));
}

/** A span as the API takes it. */
export function textOf({ from, to }: Span): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
