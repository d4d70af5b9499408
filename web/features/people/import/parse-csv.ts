/** A record of a file of values. */
export interface CsvRecord {
  /** The line of the file on which it begins, counted from 1. */
  readonly line: number;
  /** Its values, without quotes and the space around them. */
  readonly values: readonly string[];
}

/** The records of a file, or the line on which a quote begins that never ends. */
export type ParsedCsv =
  | { readonly kind: 'records'; readonly records: readonly CsvRecord[] }
  | { readonly kind: 'open-quote'; readonly line: number };

const SEPARATORS = [',', ';', '\t'] as const;

/**
 * Reads values as RFC 4180 has them, separated by what its first line uses most of comma, semicolon and tab. Lines without
 * any value are left out; they count as lines all the same.
 */
export function parseCsv(text: string): ParsedCsv {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const value = valueOf(separatorIn(source));
  const records: CsvRecord[] = [];
  let values: string[] = [];
  let [line, begunAt] = [1, 1];
  for (const { 0: all, groups } of source.matchAll(value)) {
    const { quoted, open, plain = '', end } = groups ?? {};
    if (open !== undefined) return { kind: 'open-quote', line };
    values.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"').trim());
    line += all.split('\n').length - 1;
    if (end !== '\n' && end !== '') continue;
    if (values.some(Boolean)) records.push({ line: begunAt, values });
    [values, begunAt] = [[], line];
    // The end of the file would fit once more.
    if (end === '') break;
  }
  return { kind: 'records', records };
}

/** A value and what ends it: a quoted one, or a plain one; or a quote that never ends. */
function valueOf(separator: string): RegExp {
  const [rest, end] = [`[^${separator}\\n]*`, `(?<end>${separator}|\\n|$)`];
  const quoted = `"(?<quoted>[^"]*(?:""[^"]*)*)"${rest}`;
  return new RegExp(` *(?:(?:${quoted}|(?! *")(?<plain>${rest}))${end}|(?<open>"))`, 'g');
}

function separatorIn(source: string): string {
  const [head = ''] = source.trimStart().split('\n', 1);
  const count = (separator: string) => head.split(separator).length;
  return SEPARATORS.reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}
