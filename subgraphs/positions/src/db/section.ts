import type { Path } from '../domain/packed-day/unpack-day.ts';
import type { PackedRange, Piece } from './history-step.ts';
import type { PlaceRow, TrackPointRow } from './rows.ts';

/** Consecutive positions of a tracker, oldest first. */
export interface Section {
  /** When and where: the cheap part, read already. */
  readonly path: Path;
  /** All of one position. The first row of a section opens the rest of its columns. */
  readonly row: (index: number) => TrackPointRow;
}

/** A piece of the history as a section. */
export function sectionOf(piece: Piece<TrackPointRow>): Section {
  const path = pathOf(piece);
  return {
    path,
    row(index) {
      if (!(index >= 0 && index < path.count)) {
        throw new RangeError(`a section of ${path.count} positions has no ${index}`);
      }
      if (piece.kind === 'packed') return piece.day.point(piece.start + index);
      return piece.rows[index] as TrackPointRow; // within the bounds checked above
    },
  };
}

/** When and where of a piece of the history. */
export function pathOf(piece: Piece<PlaceRow>): Path {
  if (piece.kind === 'packed') return partOf(piece);
  const { rows } = piece;
  return {
    count: rows.length,
    recordedAt: Float64Array.from(rows, (row) => row.recorded_at),
    latitudeE7: Float64Array.from(rows, (row) => row.latitude_e7),
    longitudeE7: Float64Array.from(rows, (row) => row.longitude_e7),
  };
}

function partOf({ day: { path }, start, end }: PackedRange): Path {
  return {
    count: end - start,
    recordedAt: path.recordedAt.subarray(start, end),
    latitudeE7: path.latitudeE7.subarray(start, end),
    longitudeE7: path.longitudeE7.subarray(start, end),
  };
}
