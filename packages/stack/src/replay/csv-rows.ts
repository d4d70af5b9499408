/** A row of a table, by the names of its columns. */
export interface CsvRow {
  /** The cell of a column. Fails when the row has none, naming the line. */
  text(column: string): string;
  /** The same as a number. Fails when it is none. */
  number(column: string): number;
}

/**
 * The rows of comma-separated values with a heading, one after the other, so that a long file need not be taken apart
 * whole. Cells are bare: no quotes, no commas inside.
 */
export function* csvRows(text: string): Generator<CsvRow> {
  let heading: ReadonlyMap<string, number> | null = null;
  let line = 0;
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const cells = text.slice(start, end < 0 ? text.length : end).trimEnd();
    start = end < 0 ? text.length : end + 1;
    line += 1;
    if (cells === '') continue;
    if (heading) yield row({ cells: cells.split(','), heading, line });
    else heading = new Map(cells.split(',').map((name, index) => [name, index]));
  }
}

function row({
  cells,
  heading,
  line,
}: {
  cells: readonly string[];
  heading: ReadonlyMap<string, number>;
  line: number;
}): CsvRow {
  const text = (column: string) => {
    const cell = cells[heading.get(column) ?? -1];
    if (cell === undefined) throw new Error(`line ${line} has no ${column}`);
    return cell;
  };
  return {
    text,
    number(column) {
      const value = Number(text(column) || Number.NaN);
      if (Number.isNaN(value)) throw new Error(`line ${line}: ${column} must be a number, got ${text(column)}`);
      return value;
    },
  };
}
