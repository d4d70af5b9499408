import { pointRecord } from './point-record.ts';
import type { RecordedTrack } from './track-file.ts';

/** A JSON object a line for each fix; those of tracks without a name can be posted to `/v1/positions`. */
export function writeNdjson(tracks: readonly RecordedTrack[]): string {
  const lines = tracks.flatMap(({ name, fixes }) =>
    fixes.map((fix) => {
      const { latitude, longitude, altitudeMeters: altitude } = fix;
      return `${JSON.stringify({ ...pointRecord(fix, name), latitude, longitude, altitude })}\n`;
    }),
  );
  return lines.join('');
}
