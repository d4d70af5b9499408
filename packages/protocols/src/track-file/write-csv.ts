import { instantText } from './instant-text.ts';
import type { RecordedFix, RecordedTrack } from './track-file.ts';

const HEADER = 'tracker,track,time,latitude,longitude,altitude,accuracy,speed,heading,battery,attributes';

/** A table with commas, a line for each fix; attributes are a JSON object in the last column. */
export function writeCsv(tracks: readonly RecordedTrack[]): string {
  const lines = tracks.flatMap(({ name, fixes }) => fixes.map((fix) => lineText(fix, name)));
  return `${[HEADER, ...lines].join('\r\n')}\r\n`;
}

function lineText(fix: RecordedFix, name: string | null): string {
  const numbers = [
    fix.latitude,
    fix.longitude,
    fix.altitudeMeters,
    fix.accuracyMeters,
    fix.speedMetersPerSecond,
    fix.headingDegrees,
    fix.batteryPercent,
  ].map((value) => (value === undefined ? '' : String(value)));
  const attributes = Object.keys(fix.attributes).length === 0 ? '' : cellText(JSON.stringify(fix.attributes));
  const labels = [cellText(fix.identifier), cellText(name ?? ''), instantText(fix.recordedAt)];
  return [...labels, ...numbers, attributes].join(',');
}

const TO_QUOTE = /[",;\t\r\n]/u;

function cellText(text: string): string {
  return TO_QUOTE.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
