import { uuidv7 } from '@trekker/kit';
import type { TestHistory } from '@trekker/positions/testing';

import type { Loaded } from './load-days.ts';

/**
 * Gives packed days to further trackers, until there are so many times as many positions: what a history of that size
 * costs to ask, without the hours that packing it takes. The plain table stays as it is.
 *
 * @returns how many positions there are now.
 */
export async function multiplyDays(
  { postgres: { admin } }: TestHistory,
  { tenantId, trackerIds, positions }: Loaded,
  times: number,
): Promise<number> {
  await admin`set statement_timeout = 0`;
  for (let copy = 1; copy < times; copy += 1) {
    await admin`
      insert into positions.packed_days (tenant_id, tracker_id, day, count, first_recorded_at, last_recorded_at, south_e7,
        west_e7, north_e7, east_e7, last_offset, cell_level, cells, path, details)
      select d.tenant_id, t.further, d.day, d.count, d.first_recorded_at, d.last_recorded_at, d.south_e7,
        d.west_e7, d.north_e7, d.east_e7, d.last_offset, d.cell_level, d.cells, d.path, d.details
      from unnest(${[...trackerIds]}::uuid[], ${trackerIds.map(() => uuidv7())}::uuid[]) as t (known, further)
      join positions.packed_days d on d.tenant_id = ${tenantId} and d.tracker_id = t.known`;
    console.error(`${copy + 1} times ${positions} positions`);
  }
  await admin`vacuum analyze positions.packed_days`;
  return positions * times;
}
