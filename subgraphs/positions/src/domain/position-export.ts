import { MEDIA_TYPES, type TrackFormatName } from './track-format.ts';

/** Formats in which positions are exported. */
export type ExportFormat = TrackFormatName | 'PARQUET';

/** Where an export stands. */
export type ExportState = 'WAITING' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';

const DAY_MS = 86_400_000;

/** A file of an export: the positions recorded in `[from, to)`. */
export interface ExportSpan {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly mediaType: string;
}

/** The files an export is made of: one, or with Parquet one for each UTC day it touches. */
export function spansOf({ format, from, to }: { format: ExportFormat; from: number; to: number }): ExportSpan[] {
  if (format !== 'PARQUET') {
    const extension = format.toLowerCase();
    return [{ from, to, name: `positions-${dayOf(from)}.${extension}`, mediaType: MEDIA_TYPES[format] }];
  }
  const spans: ExportSpan[] = [];
  for (let day = Math.floor(from / DAY_MS) * DAY_MS; day < to; day += DAY_MS) {
    spans.push({
      from: Math.max(from, day),
      to: Math.min(to, day + DAY_MS),
      name: `positions-${dayOf(day)}.parquet`,
      mediaType: 'application/vnd.apache.parquet',
    });
  }
  return spans;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
