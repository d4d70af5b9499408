import type { TrackCollector } from './track-collector.ts';
import { labelIn, readRecord, sortRecord } from './read-record.ts';
import type { Cell, RecordStyle } from './record-number.ts';

/** Records of one file, and where they go. */
export interface RecordSink {
  readonly collector: TrackCollector;
  readonly style: RecordStyle;
}

/** Adds a record to the track of its tracker and track name: records of several may lie in any order. */
export function takeRecord({ collector, style }: RecordSink, cells: Iterable<Cell>, line: number | null): void {
  const record = sortRecord(cells);
  const identifier = labelIn(record, 'identifier');
  const name = labelIn(record, 'track');
  const track = collector.group(JSON.stringify([identifier, name]));
  track.label({ identifier, name });
  track.add(
    () => line,
    (scope) => readRecord(record, style, scope),
  );
}
