import type { RecordedTrack, TrackFileFormat } from './track-file.ts';
import { writeTrackFile } from './write-track-file.ts';

/** Which part of a file is written. */
export interface TrackFilePart {
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/**
 * One part of a file that is written bit by bit: the parts put together, the first as such and the last as such, are a
 * file that `readTrackFile` reads. Only tracks of one part are in the memory. A track begins and ends within its part.
 */
export function writeTrackFilePart(
  format: TrackFileFormat,
  tracks: readonly RecordedTrack[],
  { isFirst, isLast }: TrackFilePart,
): string {
  const end = ENDS[format];
  const head = writeTrackFile(format, []).slice(0, -end.length || undefined);
  const whole = writeTrackFile(format, tracks);
  const inside = whole.slice(head.length, whole.length - end.length);
  const before = isFirst ? head : inside === '' ? '' : BETWEEN[format];
  return before + inside + (isLast ? end : '');
}

/** What closes a file. */
const ENDS: Readonly<Record<TrackFileFormat, string>> = {
  gpx: '</gpx>\n',
  kml: '</Document></kml>\n',
  tcx: '</Activities></TrainingCenterDatabase>\n',
  geojson: '\n]}\n',
  csv: '',
  ndjson: '',
};

/** What parts one track from the next. */
const BETWEEN: Readonly<Record<TrackFileFormat, string>> = {
  gpx: '',
  kml: '',
  tcx: '',
  geojson: ',\n',
  csv: '',
  ndjson: '',
};
