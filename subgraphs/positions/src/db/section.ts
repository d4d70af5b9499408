import type { Path } from '../domain/packed-day/unpack-day.ts';
import type { PackedRange, Piece } from './history-step.ts';
import type { TrackPointRow } from './rows.ts';

/** Consecutive positions of a tracker, oldest first. */
export interface Section {
  /** When and where: the cheap part, read already. */
  readonly path: Path;
  /** All of one position. The first row of a section opens the rest of its columns. */
  row(index: number): TrackPointRow;
}

/** A piece of the history as a section. */
export function sectionOf(piece: Piece<TrackPointRow>): Section {
  return piece.kind === 'rows' ? ofRows(piece.rows) : ofPacked(piece);
}

function ofRows(rows: readonly TrackPointRow[]): Section {
  const column = (read: (row: TrackPointRow) => number) => Float64Array.from(rows, read);
  return {
    path: {
      count: rows.length,
      recordedAt: column((row) => row.recorded_at),
      latitudeE7: column((row) => row.latitude_e7),
      longitudeE7: column((row) => row.longitude_e7),
    },
    row(index) {
      const row = rows[index];
      if (!row) throw new RangeError(`a section of ${rows.length} positions has no ${index}`);
      return row;
    },
  };
}

function ofPacked({ day, start, end }: PackedRange): Section {
  const { recordedAt, latitudeE7, longitudeE7 } = day.path;
  return {
    path: {
      count: end - start,
      recordedAt: recordedAt.subarray(start, end),
      latitudeE7: latitudeE7.subarray(start, end),
      longitudeE7: longitudeE7.subarray(start, end),
    },
    row(index) {
      if (index >= 0 && index < end - start) return day.point(start + index);
      throw new RangeError(`a section of ${end - start} positions has no ${index}`);
    },
  };
}
