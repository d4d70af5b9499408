import type { PlacedFix, Problem } from '../decoded.ts';
import type { SpeedUnit } from '../device-protocol.ts';

/** The formats of files with recorded tracks. */
export const TRACK_FILE_FORMATS = ['gpx', 'kml', 'tcx', 'geojson', 'csv', 'ndjson'] as const;

/** The format of a file with recorded tracks. */
export type TrackFileFormat = (typeof TRACK_FILE_FORMATS)[number];

/** A fix of a file, which always knows its time. */
export interface RecordedFix extends PlacedFix {
  /** Unix milliseconds. */
  readonly recordedAt: number;
}

/** What somebody recorded in one go, in the file's order. All its fixes have the same identifier. */
export interface RecordedTrack {
  /** What the file calls the track; null where it does not say. */
  readonly name: string | null;
  readonly fixes: readonly RecordedFix[];
}

/** A file that was read: every good point of it, and everything wrong with the others. */
export interface TrackFile {
  /** What it was read as; null where it is none of the formats. */
  readonly format: TrackFileFormat | null;
  /** In the file's order; a track without a good point is there too. */
  readonly tracks: readonly RecordedTrack[];
  /** The first 100 000, in the order in which they were found. */
  readonly problems: readonly TrackProblem[];
  /** How many there are, those that are not listed counted too. */
  readonly problemCount: number;
}

/** Something wrong with a file. */
export interface TrackProblem extends Problem {
  readonly where: TrackPlace;
  /**
   * What is not imported because of it: the rest of the file, a track, a point, or only a field of a point that
   * is imported without it.
   */
  readonly spoils: 'file' | 'track' | 'point' | 'field';
}

/** A place in a file, everything counted from 1; null where it does not apply. */
export interface TrackPlace {
  readonly line: number | null;
  readonly track: number | null;
  /** Which point of the track, good and bad ones counted. */
  readonly point: number | null;
}

/** How a file is read. */
export interface ReadTrackOptions {
  /** What it is, where somebody knows; otherwise its content tells. */
  readonly format?: TrackFileFormat;
  /**
   * Whose fixes they are, whatever the file says. Otherwise what the file calls the tracker of a track, or else the
   * track; `track 1` and so on where it names neither.
   */
  readonly identifier?: string;
  /** Times for points without one; otherwise these are left out and listed. */
  readonly missingTimes?: MissingTimes;
  /** What a file means by a speed that is in no unit of its own (CSV, NDJSON, GeoJSON): m/s where nobody says. */
  readonly speedUnit?: SpeedUnit;
  /** So many points are read, 5 000 000 where nobody says; that there are more is listed. */
  readonly mostPoints?: number;
}

/** Times for points without one: the first point of a track has the first time, each further one a step more. */
export interface MissingTimes {
  /** Unix milliseconds. */
  readonly startAt: number;
  readonly stepMs: number;
}
