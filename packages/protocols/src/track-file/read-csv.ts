import { CsvError, parse } from 'csv-parse/sync';
import { Unreadable } from '../unreadable.ts';
import { type Column, columnOf } from './column.ts';
import type { Cell } from './record-number.ts';
import { type RecordSink, takeRecord } from './take-record.ts';

/**
 * Reads a table with a line that names the columns, among the first 20. Cells are parted by `,`, `;` or tabs, whichever
 * gives that line a latitude and a longitude; with the latter two a decimal comma is one.
 */
export function readCsv(text: string, { collector, style }: RecordSink): void {
  const header = findHeader(text);
  if (header === undefined) {
    const expected = 'a line that names the columns, latitude and longitude among them';
    return collector.breakOff(1, new Unreadable('file', text.slice(0, 100), expected));
  }
  const { columns, delimiter, end, lines } = header;
  const sink = { collector, style: { ...style, decimalComma: delimiter !== ',' } };
  const take = (cells: readonly string[], line: number) => takeRecord(sink, cellsOf(columns, cells), lines + line);
  try {
    parse(text.slice(end), {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MOST_RECORD_BYTES,
      on_record: (cells: readonly string[], context) => {
        take(cells, context.lines);
        // Nothing is kept twice.
        return null;
      },
    });
  } catch (failure) {
    if (!(failure instanceof CsvError)) throw failure;
    const line = typeof failure['lines'] === 'number' ? lines + failure['lines'] : null;
    collector.breakOff(line, new Unreadable('file', failure.code, 'a quote that is closed within the record'));
  }
}

/** Longest record: a quote that is never closed does not swallow the file. */
const MOST_RECORD_BYTES = 1_000_000;

function* cellsOf(columns: readonly Column[], cells: readonly string[]): Generator<Cell> {
  for (const [at, column] of columns.entries()) yield [column, cells[at]];
}

/** The line that names the columns. */
interface Header {
  readonly columns: readonly Column[];
  readonly delimiter: string;
  /** Where the line behind it begins. */
  readonly end: number;
  /** Lines up to and with it. */
  readonly lines: number;
}

const DELIMITERS = [',', ';', '\t'];
const MOST_LINES_BEFORE = 20;
const MOST_HEADER_CHARACTERS = 20_000;

function findHeader(text: string): Header | undefined {
  let at = 0;
  for (let lines = 1; lines <= MOST_LINES_BEFORE && at < text.length; lines++) {
    const [line, end] = lineAt(text, at);
    for (const delimiter of DELIMITERS) {
      const columns = columnsOf(line.slice(0, MOST_HEADER_CHARACTERS), delimiter);
      const fields = new Set(columns.map(({ field }) => field));
      if (fields.has('latitude') && fields.has('longitude')) return { columns, delimiter, end, lines };
    }
    at = end;
  }
  return undefined;
}

const LINE_END = /\r\n|\n|\r/g;

/** The line that begins at a place, and where the next one does. */
function lineAt(text: string, at: number): [line: string, end: number] {
  LINE_END.lastIndex = at;
  const end = LINE_END.exec(text);
  return end === null ? [text.slice(at), text.length] : [text.slice(at, end.index), end.index + end[0].length];
}

function columnsOf(line: string, delimiter: string): Column[] {
  return line
    .replace(/^#/u, '')
    .split(delimiter)
    .map((name) =>
      columnOf(
        name
          .trim()
          .replace(/^"(.*)"$/u, '$1')
          .trim(),
      ),
    );
}
