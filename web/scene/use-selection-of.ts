import { useMemo } from 'react';
import { usePosition } from '../live/use-position.ts';
import type { DaySpan } from '../live/zoned-days.ts';
import type { MapSelection } from '../map/engine.ts';
import type { TrailPoint } from '../map/trail.ts';
import { useWay } from './use-way.ts';

/** The last position as the API tells it. */
export interface ToldPosition {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyMeters: number | null;
  /** RFC 3339. */
  readonly recordedAt: string;
}

/** Where a tracker is and was. */
export interface Whereabouts {
  /** Null while nothing is known. */
  readonly selection: MapSelection | null;
  /** Whether the way so far is known; it only grows from then on. */
  readonly complete: boolean;
}

/**
 * Where a tracker is, and its way during a stretch of time, which grows with every position that arrives.
 * @param told the last position as far as a query knows it; the stream of positions may know a newer one.
 */
export function useSelectionOf(
  trackerId: string | null,
  { span, told }: { span: DaySpan; told: ToldPosition | null },
): Whereabouts {
  const past = useWay(trackerId, span);
  const live = usePosition(trackerId);
  const at = useMemo(
    () => live ?? (told && { ...told, recordedAt: Date.parse(told.recordedAt) }),
    // The stream gives a new object at every look; it is another position when its time is.
    [live?.recordedAt, told?.recordedAt],
  );
  const grown = useMemo(() => [...(past ?? [])], [past]);
  const selection = useMemo(() => {
    if (!at) return null;
    grow(grown, at, span);
    return { at, accuracyMeters: at.accuracyMeters, trail: [...grown] };
  }, [at, grown, span.from, span.to]);
  return { selection, complete: past !== null };
}

/** Adds a position to a way when it is newer than its end and belongs to the stretch of time. */
function grow(way: TrailPoint[], at: TrailPoint, { from, to }: DaySpan): void {
  const last = way.at(-1);
  if (at.recordedAt < from || at.recordedAt >= to || (last && last.recordedAt >= at.recordedAt)) return;
  way.push({ latitude: at.latitude, longitude: at.longitude, recordedAt: at.recordedAt });
}
