import { isObject, parseJson } from '../json.ts';
import { Unreadable } from '../unreadable.ts';
import { jsonCells } from './json-cells.ts';
import { type RecordSink, takeRecord } from './take-record.ts';

/** Reads one JSON object a line, with the names of `POST /v1/positions` or others that loggers use. */
export function readNdjson(text: string, sink: RecordSink): void {
  const cellsOf = jsonCells();
  let line = 0;
  for (let at = 0; at < text.length;) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    const source = text.slice(at, end).trim();
    at = end + 1;
    line++;
    if (source === '') continue;
    const value = parseJson(source);
    if (isObject(value)) takeRecord(sink, cellsOf(value), line);
    else sink.collector.refuse(line, new Unreadable('line', source, 'a JSON object'));
  }
}
