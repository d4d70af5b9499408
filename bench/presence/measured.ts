/** What a part of the benchmark found. */
export interface Measured {
  /** For people: rows by the title of their table. */
  readonly tables: Readonly<Record<string, readonly object[]>>;
  /** For programs: everything, with its targets. */
  readonly figures: object;
}
