import type { PersonKind } from '../../__generated__/graphql.ts';

/** A person with the week's hours, as far as sums need them. */
export interface SummedPerson {
  readonly id: string;
  readonly kind: PersonKind;
  readonly unit: { readonly id: string; readonly name: string } | null;
  readonly timesheet: {
    readonly workedSeconds: number;
    readonly provisional: boolean;
    readonly days: readonly {
      readonly date: string;
      readonly workedSeconds: number;
      readonly provisional: boolean;
    }[];
  } | null;
}

/** What some people worked. */
export interface Sum {
  /** Time worked in seconds, without that of visitors. */
  readonly workedSeconds: number;
  /** Whether late positions may still change it. */
  readonly provisional: boolean;
  /** How many worked. */
  readonly people: number;
}

/** The sums of some people's week. */
export interface WeekSum extends Sum {
  /** By day, `YYYY-MM-DD`; a day without anybody's hours is missing. */
  readonly days: ReadonlyMap<string, Sum>;
}

/** People of one unit, and what they worked. */
export interface Crew<Person extends SummedPerson> {
  /** Null: of people who belong to no unit. */
  readonly unitId: string | null;
  /** The names of the units above it and its own, topmost first; empty for people of no unit. */
  readonly path: readonly string[];
  /** In the order given. */
  readonly people: readonly Person[];
  readonly sum: WeekSum;
}

/** People by unit, in the order of the tree of units; units that it does not know behind them, people of none last. */
export function crewsOf<Person extends SummedPerson>(
  people: readonly Person[],
  tree: readonly { readonly id: string; readonly path: readonly string[] }[],
): Crew<Person>[] {
  const byUnit = Map.groupBy(people, ({ unit }) => unit?.id ?? null);
  const places = new Map(tree.map(({ id, path }, place) => [id, { path, place }]));
  const crews = [...byUnit].map(([unitId, own]) => {
    const known = unitId === null ? undefined : places.get(unitId);
    const name = own[0]?.unit?.name;
    const place = known?.place ?? (unitId === null ? tree.length + 1 : tree.length);
    const path = known?.path ?? (name === undefined ? [] : [name]);
    return { place, crew: { unitId, path, people: own, sum: weekSum(own) } };
  });
  return crews
    .toSorted((a, b) => a.place - b.place || (a.crew.path[0] ?? '').localeCompare(b.crew.path[0] ?? ''))
    .map(({ crew }) => crew);
}

/** What people worked in a week, day by day. Visitors do not work. */
export function weekSum(people: readonly SummedPerson[]): WeekSum {
  const sheets = people.flatMap(({ kind, timesheet }) => (timesheet && kind !== 'VISITOR' ? [timesheet] : []));
  const byDate = Map.groupBy(
    sheets.flatMap(({ days }) => days),
    ({ date }) => date,
  );
  return { ...sumOf(sheets), days: new Map([...byDate].map(([date, days]) => [date, sumOf(days)])) };
}

function sumOf(parts: readonly { readonly workedSeconds: number; readonly provisional: boolean }[]): Sum {
  const worked = parts.filter(({ workedSeconds }) => workedSeconds > 0);
  return {
    workedSeconds: worked.reduce((sum, { workedSeconds }) => sum + workedSeconds, 0),
    provisional: worked.some(({ provisional }) => provisional),
    people: worked.length,
  };
}
