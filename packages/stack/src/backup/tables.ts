import type { Sql } from 'postgres';

/** A table that holds rows itself, and what it takes to make it where migrations did not. */
export interface TablePlace {
  readonly schema: string;
  readonly name: string;
  /** Columns that are stored and not computed, in their order. */
  readonly columns: readonly string[];
  /** Whose partition it is, and of which rows, as PostgreSQL writes it; null: of none. */
  readonly partition: { readonly of: string; readonly bound: string } | null;
}

/** A table as the catalog shows it. */
export interface CatalogTable extends TablePlace {
  /** Bytes on disk, roughly. */
  readonly bytes: number;
}

/**
 * Every table of the installation that holds rows: of the schemas that migrations made, and the list of migrations. The
 * largest first, so that several readers end at about the same time.
 */
export async function listTables(sql: Sql): Promise<CatalogTable[]> {
  const rows = await sql<TableRow[]>`
    select n.nspname as schema, c.relname as name, pg_relation_size(c.oid)::float8 as bytes,
      (select format('%I.%I', pn.nspname, p.relname) from pg_inherits i join pg_class p on p.oid = i.inhparent
        join pg_namespace pn on pn.oid = p.relnamespace where i.inhrelid = c.oid) as parent,
      pg_get_expr(c.relpartbound, c.oid) as bound,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relpersistence <> 't'
      and (n.nspowner = to_regrole('trekker_owner') or (n.nspname, c.relname) = ('public', 'migrations'))
    order by 3 desc, 1, 2`;
  return rows.map(({ parent, bound, ...row }) => ({
    ...row,
    partition: parent === null || bound === null ? null : { of: parent, bound },
  }));
}

interface TableRow {
  readonly schema: string;
  readonly name: string;
  readonly bytes: number;
  readonly parent: string | null;
  readonly bound: string | null;
  readonly columns: string[];
}

/** A name for SQL. */
export function quoted(...steps: readonly string[]): string {
  return steps.map((step) => `"${step.replaceAll('"', '""')}"`).join('.');
}

/** The list of a table's columns for SQL. */
export function columnList({ columns }: TablePlace): string {
  return columns.map((column) => quoted(column)).join(', ');
}
