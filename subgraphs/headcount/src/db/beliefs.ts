import type { Tx, TxSql } from '@trekker/kit';

import { EARLIEST, endedWindowsFrom, windowsFrom, type Window } from '../domain/span.ts';

/** A stretch of time and which beliefs about it; Unix milliseconds. */
export interface Stretch {
  readonly from: number;
  /** Excluded; null: everything from `from` on. */
  readonly to: number | null;
  /** What was believed at this instant; null: what is believed now. */
  readonly knownAt: number | null;
}

/** Of which zones or people; null: of all. */
export interface Whose {
  readonly zoneIds?: readonly string[] | null;
  readonly personIds?: readonly string[];
}

/** The stretch of one instant. */
export function instantStretch(at: number, knownAt: number | null): Stretch {
  return { from: at, to: at + 1, knownAt };
}

/**
 * Rows of a table of beliefs that have a moment in a stretch. What is believed now lies in windows of time, by the classes
 * of `domain/span.ts`; what was believed once, in windows of the time during which it was. The `offset 0` makes PostgreSQL
 * look into each window by index, also while it has no statistics of the table yet.
 */
export async function beliefsIn<R extends object>(
  tx: Tx,
  table: 'person_visits' | 'mark_spans',
  { columns, stretch, whose }: { columns: readonly string[]; stretch: Stretch; whose: Whose },
): Promise<R[]> {
  const { sql } = tx;
  const { from, to, knownAt } = stretch;
  const overlaps = sql`until > ${Math.max(EARLIEST, from)} and ${to === null ? sql`true` : sql`valid_from < ${to}`}
    and ${ofWhom(sql, whose)}`;
  const known = knownAt === null ? sql`true` : sql`known_from <= ${knownAt}`;
  const present = whose.personIds
    ? sql`select ${sql(columns)} from headcount.${sql(table)} where counts and ${overlaps} and ${known}`
    : sql`select ${sql(columns)} from ${rowsOf(sql, windowsFrom(from))}
        cross join lateral (select ${sql(columns)} from headcount.${sql(table)}
          where counts and span = w.span and valid_from > w.after and ${overlaps} and ${known} offset 0) b`;
  if (knownAt === null) return sql<R[]>`${present}`;
  return sql<R[]>`
    ${present}
    union all
    select ${sql(columns)} from ${rowsOf(sql, endedWindowsFrom(knownAt))}
    cross join lateral (select ${sql(columns)} from headcount.${sql(table)}
      where once and known_span = w.span and known_from > w.after and known_from <= ${knownAt} and known_to > ${knownAt}
        and ${overlaps} offset 0) b`;
}

function rowsOf(sql: TxSql, windows: readonly Window[]) {
  return sql`unnest(${windows.map(({ span }) => span)}::smallint[],
    ${windows.map(({ after }) => after)}::timestamptz[]) as w (span, after)`;
}

function ofWhom(sql: TxSql, { zoneIds, personIds }: Whose) {
  if (personIds) return sql`person_id = any(${[...personIds]}::uuid[])`;
  return zoneIds ? sql`geofence_id = any(${[...zoneIds]}::uuid[])` : sql`true`;
}
