import type { PersonKind } from '../../../__generated__/graphql.ts';
import type { UnitNode } from '../../../lists/unit-tree.ts';
import { parseCsv, type CsvRecord } from './parse-csv.ts';

/** What a file may tell of a person, in the order of its columns. */
export const COLUMNS = ['name', 'unit', 'kind', 'trade', 'role'] as const;

/** One of the columns. */
export type Column = (typeof COLUMNS)[number];

/** A person as the API takes one. */
export interface NewPerson {
  readonly name: string;
  readonly unitId: string | null;
  readonly kind: PersonKind;
  readonly trade: string | null;
  readonly role: string | null;
}

/** Why a value of the file is not taken. */
export interface RowProblem {
  readonly field: Column;
  readonly kind: 'missing' | 'too-long' | 'unknown' | 'ambiguous';
  readonly value: string;
}

/** A line of the file: what it says, and what it makes. */
export interface PersonRow {
  readonly line: number;
  readonly given: Readonly<Record<Column, string>>;
  /** The person it makes, or null where something is wrong with it. */
  readonly person: NewPerson | null;
  readonly problems: readonly RowProblem[];
  /** Whether somebody of that name is there already, or stands further up in the file. */
  readonly repeated: boolean;
}

/** What a file says, or why it cannot be read as a whole. */
export type ReadPeople =
  | { readonly kind: 'rows'; readonly rows: readonly PersonRow[] }
  | { readonly kind: 'open-quote'; readonly line: number }
  | { readonly kind: 'no-name-column' | 'no-rows' | 'too-many' };

/** How many people one file may hold. */
export const MOST_PEOPLE = 2000;

// What people call the columns; any case.
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  name: ['name', 'full name', 'person', 'voller name'],
  unit: ['unit', 'company', 'department', 'crew', 'einheit', 'firma', 'abteilung'],
  kind: ['kind', 'art', 'typ', 'type'],
  trade: ['trade', 'job', 'gewerk', 'beruf'],
  role: ['role', 'rolle', 'aufgabe'],
};

const KINDS: ReadonlyMap<string, PersonKind> = new Map([
  ['employee', 'EMPLOYEE'],
  ['beschäftigt', 'EMPLOYEE'],
  ['mitarbeiter', 'EMPLOYEE'],
  ['contractor', 'CONTRACTOR'],
  ['fremdfirma', 'CONTRACTOR'],
  ['visitor', 'VISITOR'],
  ['besuch', 'VISITOR'],
  ['besucher', 'VISITOR'],
]);

// As the API has them, in characters.
const LONGEST: Readonly<Partial<Record<Column, number>>> = { name: 100, trade: 100, role: 50 };

/**
 * Reads people from the text of a file whose first line names the columns. Units are told by their name, or by the way to
 * them with `>` or `›` between where several have the same name.
 */
export function readPeople(
  text: string,
  known: { units: readonly UnitNode[]; names: ReadonlySet<string> },
): ReadPeople {
  const parsed = parseCsv(text);
  if (parsed.kind !== 'records') return parsed;
  const [head, ...records] = parsed.records;
  const columns = (head?.values ?? []).map(columnCalled);
  if (!columns.includes('name')) return { kind: 'no-name-column' };
  if (!records.length) return { kind: 'no-rows' };
  if (records.length > MOST_PEOPLE) return { kind: 'too-many' };
  const seen = new Set([...known.names].map(folded));
  return {
    kind: 'rows',
    rows: records.map((record) => {
      const row = rowOf(record, columns, known.units);
      const name = folded(row.given.name);
      const repeated = seen.has(name);
      seen.add(name);
      return { ...row, repeated };
    }),
  };
}

function columnCalled(heading: string): Column | undefined {
  return COLUMNS.find((column) => HEADINGS[column].includes(folded(heading)));
}

function rowOf(
  { line, values }: CsvRecord,
  columns: readonly (Column | undefined)[],
  units: readonly UnitNode[],
): Omit<PersonRow, 'repeated'> {
  const value = (column: Column) => values[columns.indexOf(column)] ?? '';
  const given = {
    name: value('name'),
    unit: value('unit'),
    kind: value('kind'),
    trade: value('trade'),
    role: value('role'),
  };
  const kind = given.kind ? KINDS.get(folded(given.kind)) : 'EMPLOYEE';
  const fitting = given.unit ? unitsCalled(given.unit, units) : null;
  const problems = problemsOf(given, { kind, fitting });
  if (!kind || problems.length) return { line, given, person: null, problems };
  const { name, trade, role } = given;
  const person = { name, unitId: fitting?.[0]?.id ?? null, kind, trade: trade || null, role: role || null };
  return { line, given, person, problems };
}

/** @param read the kind that is meant, and the units of that name; null where none is named. */
function problemsOf(
  given: PersonRow['given'],
  { kind, fitting }: { kind: PersonKind | undefined; fitting: readonly UnitNode[] | null },
): readonly RowProblem[] {
  const problem = (field: Column, why: RowProblem['kind']) => ({ field, kind: why, value: given[field] });
  const unitIs = fitting?.length ? 'ambiguous' : 'unknown';
  return [
    ...(given.name ? [] : [problem('name', 'missing')]),
    ...COLUMNS.filter((column) => isTooLong(column, given[column])).map((column) => problem(column, 'too-long')),
    ...(fitting && fitting.length !== 1 ? [problem('unit', unitIs)] : []),
    ...(kind ? [] : [problem('kind', 'unknown')]),
  ];
}

/** Whether a value has more characters than the API takes, which counts them as Unicode does. */
function isTooLong(column: Column, value: string): boolean {
  return Array.from(value).length > (LONGEST[column] ?? Infinity);
}

/** Units of that name, or at the end of that way. */
function unitsCalled(text: string, units: readonly UnitNode[]): readonly UnitNode[] {
  const way = text.split(/[>›]/).map(folded);
  return units.filter(({ path }) => {
    const end = path.slice(-way.length).map(folded);
    return end.length === way.length && end.every((name, index) => name === way[index]);
  });
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}
