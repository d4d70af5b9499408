import type { RecordedFix, TrackFile, TrackPlace, TrackProblem } from '@trekker/protocols';

import { MOST_LISTED } from '../../domain/track-import.ts';

/** A good point of a file and where it stands. */
export interface PlacedPoint {
  readonly where: TrackPlace;
  readonly fix: RecordedFix;
}

/** What a file says of itself, without its points. */
export interface FileSummary extends Pick<TrackFile, 'format' | 'problemCount'> {
  readonly tracks: number;
  /** The first of its problems. */
  readonly problems: readonly TrackProblem[];
  /** Points that could not be read. */
  readonly unreadable: number;
}

/** So many points are handed over at once. */
const POINTS_AT_ONCE = 5_000;

/** What a file says of itself. */
export function summaryOf({ format, tracks, problems, problemCount }: TrackFile): FileSummary {
  const unreadable = problems.filter(({ spoils }) => spoils === 'point').length;
  return { format, tracks: tracks.length, problems: problems.slice(0, MOST_LISTED), problemCount, unreadable };
}

/** The good points of a file in its order, with the number that each has in its track, bad ones counted too. */
export function* slicesOf({ tracks, problems }: TrackFile): Generator<PlacedPoint[]> {
  const bad = new Set(problems.filter(({ spoils }) => spoils === 'point').map(({ where }) => keyOf(where)));
  let slice: PlacedPoint[] = [];
  for (const [index, { fixes }] of tracks.entries()) {
    const track = index + 1;
    let point = 0;
    for (const fix of fixes) {
      do point += 1;
      while (bad.has(keyOf({ track, point })));
      slice.push({ where: { line: null, track, point }, fix });
      if (slice.length < POINTS_AT_ONCE) continue;
      yield slice;
      slice = [];
    }
  }
  if (slice.length) yield slice;
}

function keyOf({ track, point }: Pick<TrackPlace, 'track' | 'point'>): string {
  return `${track}/${point}`;
}
