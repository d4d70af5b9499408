import type { TrackFileFormat, TrackPlace } from '@trekker/protocols';

import type { QuarantineReason } from './quarantine-reason.ts';

/** What became of a file with recorded tracks. Everything counted here is on disk. */
export interface TrackImport {
  /** What it was read as; null where it is none of the formats. */
  readonly format: TrackFileFormat | null;
  readonly tracks: number;
  /** Points that became positions. */
  readonly accepted: number;
  /** Points that were positions before. */
  readonly duplicates: number;
  /** Points that could not be read or were refused. */
  readonly rejected: number;
  /** Everything wrong with the file, what is not listed too. */
  readonly problemCount: number;
  /** The first of them. */
  readonly problems: readonly TrackImportProblem[];
}

/** Something wrong with a file. */
export interface TrackImportProblem {
  readonly where: TrackPlace;
  /** What is not imported because of it; a `field` costs only itself. */
  readonly spoils: 'file' | 'track' | 'point' | 'field';
  readonly code: QuarantineReason | 'UNREADABLE';
  readonly message: string;
}

/** So many problems are listed. */
export const MOST_LISTED = 100;
