import { csvRows } from '../../src/replay/csv-rows.ts';
import { readText } from '../../src/replay/read-text.ts';

/** How many there are in a zone by their last fix, and by their last fix of the last 900 seconds. */
export interface ExpectedCount {
  readonly lastKnown: number;
  readonly within900: number;
}

/** Expected counts by instant (Unix milliseconds) and zone; a zone that is not named has nobody. */
export type ExpectedHeadcounts = ReadonlyMap<number, ReadonlyMap<string, ExpectedCount>>;

/** Reads the columns `t,zone,last_known,last_known_max_age_900s`. */
export async function readHeadcounts(path: string): Promise<ExpectedHeadcounts> {
  const headcounts = new Map<number, Map<string, ExpectedCount>>();
  for (const row of csvRows(await readText(path))) {
    const at = row.number('t') * 1_000;
    const zones = headcounts.get(at) ?? new Map<string, ExpectedCount>();
    headcounts.set(at, zones);
    const within900 = row.number('last_known_max_age_900s');
    zones.set(row.text('zone'), { lastKnown: row.number('last_known'), within900 });
  }
  return headcounts;
}
