import { useMemo } from 'react';
import type { ReplayWays } from '../../map/features/replay-features.ts';
import { gapsOf, type Span } from './replay/density.ts';
import type { FixColumns } from './replay/fix-columns.ts';
import { replayEvents, type ReplayEvent } from './replay/replay-events.ts';
import { GAP_MS } from './replay/replay-lane.ts';
import { stopsOnMap, wayOfFixes, wayOfPoints } from './replay/replay-ways.ts';
import { useStoreVersion, type Replay } from './use-replay.ts';

/** What follows from the positions that are there. */
export interface ReplayData {
  readonly tracks: readonly FixColumns[];
  readonly gaps: readonly (readonly Span[])[];
  readonly events: readonly ReplayEvent[];
  readonly ways: ReplayWays;
  /** How far ways as they are drawn may be from the truth, metres; 0 when they lead through every position. */
  readonly toleranceMeters: number;
  /** Share of the positions that are there, 0 to 1. */
  readonly progress: number;
  /** Whether loading fails and is tried again. */
  readonly failing: boolean;
}

/** Ways of more positions than this stay simplified: nobody sees the difference, and maps do. */
const MOST_DRAWN = 200_000;

/** Everything that is drawn and listed, as positions come. */
export function useReplayData({ store, facts, lanes, span }: Replay): ReplayData {
  const version = useStoreVersion(store);
  const tracks = useMemo(() => lanes.map((_, lane) => store.columns(lane)), [store, lanes, version]);
  const { progress, failing } = store;
  const whole = progress === 1;
  const gaps = useMemo(
    () =>
      // Between positions that are there and others that are not, there only seems to be a gap.
      lanes.map((_, lane) => {
        const columns = tracks[lane];
        return whole && columns ? gapsOf(columns, span, GAP_MS) : toldGaps(facts.lanes[lane]?.track?.points ?? []);
      }),
    [lanes, facts, span, tracks, whole],
  );
  const events = useMemo(
    () =>
      replayEvents(
        facts.lanes.map(({ visits, stops }, lane) => ({ lane, visits: visits ?? [], stops, gaps: gaps[lane] ?? [] })),
        span,
      ),
    [facts, gaps, span],
  );
  const exact = whole && tracks.reduce((sum, { length }) => sum + length, 0) <= MOST_DRAWN;
  // As long as ways are those of the beginning, they need not be drawn anew.
  const drawn = exact ? tracks : null;
  const ways = useMemo((): ReplayWays => {
    const features = facts.lanes.flatMap(({ track, stops }, lane) => {
      const columns = drawn?.[lane];
      const way = columns ? wayOfFixes(lane, columns, GAP_MS) : wayOfPoints(lane, track?.points ?? []);
      return [...way, ...stopsOnMap(lane, stops)];
    });
    return { type: 'FeatureCollection', features };
  }, [facts, drawn]);
  const toleranceMeters = exact ? 0 : Math.max(0, ...facts.lanes.map(({ track }) => track?.toleranceMeters ?? 0));
  return { tracks, gaps, events, ways, toleranceMeters, progress, failing };
}

interface ToldPoint {
  readonly recordedAt: string;
  readonly stoppedUntil?: string | null | undefined;
  readonly isAfterGap: boolean;
}

function toldGaps(points: readonly ToldPoint[]): Span[] {
  return points.flatMap(({ isAfterGap, recordedAt }, index) => {
    const before = points[index - 1];
    if (!isAfterGap || !before) return [];
    return [{ from: Date.parse(before.stoppedUntil ?? before.recordedAt), to: Date.parse(recordedAt) }];
  });
}
