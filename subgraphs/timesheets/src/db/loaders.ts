import { isUuid } from '@trekker/kit';
import DataLoader from 'dataloader';

import type { WeekQuestion } from '../domain/question.ts';
import type { TimesheetRow } from './rows.ts';

/** Loads by key, each key once per operation, all keys of a moment together. */
export interface Loaders {
  /** The sheet of a person for a week, or null when the viewer may not see the person. */
  readonly timesheet: DataLoader<SheetKey, TimesheetRow | null, string>;
}

/** Whose week. */
export interface SheetKey extends WeekQuestion {
  readonly personId: string;
}

/** Reads the sheets of many people for one week; those the viewer may not see are absent. */
export type ReadSheets = (personIds: string[], question: WeekQuestion) => Promise<ReadonlyMap<string, TimesheetRow>>;

/** Loaders of one operation. */
export function createLoaders(readSheets: ReadSheets): Loaders {
  return {
    timesheet: new DataLoader(
      async (keys) => {
        const weeks = Map.groupBy(keys, weekKey);
        const read = [...weeks].map(async ([week, ofWeek]) => [week, await sheetsOf(ofWeek, readSheets)] as const);
        const sheets = new Map(await Promise.all(read));
        return keys.map((key) => sheets.get(weekKey(key))?.get(key.personId) ?? null);
      },
      { cacheKeyFn: (key) => `${weekKey(key)} ${key.personId}` },
    ),
  };
}

async function sheetsOf(keys: readonly SheetKey[], readSheets: ReadSheets): Promise<ReadonlyMap<string, TimesheetRow>> {
  const [first] = keys;
  const wanted = keys.map(({ personId }) => personId).filter(isUuid);
  return first && wanted.length ? readSheets(wanted, first) : new Map();
}

function weekKey({ monday, knownAt }: WeekQuestion): string {
  return `${monday} ${knownAt}`;
}
