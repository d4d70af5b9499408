import type { SubgraphModule } from '../standalone/http-subgraphs.ts';

/** Some subgraphs and what is to be answered of them. */
export interface Suite {
  readonly name: string;
  readonly subgraphs: readonly SubgraphModule[];
  readonly cases: readonly Case[];
}

export interface Case {
  /** A sentence of what holds. */
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The data, its keys in the order in which they must stand. */
  readonly data: unknown;
  /** Paths of the errors, joined by dots, in order; absent: there are none. */
  readonly errors?: readonly string[];
}

/** A row as subgraphs refer to it. */
export type Row = Readonly<Record<string, any>>;

/** The row that a representation stands for, found by the fields it has in common with it. */
export function finder(rows: readonly Row[], ...keys: readonly string[]): (representation: Row) => Row | null {
  return (representation) => {
    const row = rows.find((each) =>
      keys.some((key) => representation[key] !== undefined && representation[key] === each[key]),
    );
    return row ? { ...row, ...representation } : null;
  };
}
