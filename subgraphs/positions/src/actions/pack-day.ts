import { comparePositions } from '@trekker/geo';
import type { Database } from '@trekker/kit';

import { isClosed, lockDays, unmarkLate, type TrackerDay } from '../db/closed-days.ts';
import { keptRowsOfDay } from '../db/kept-positions.ts';
import { packedDay, savePackedDay } from '../db/packed-days.ts';
import { forgetPacked } from '../db/partitions.ts';
import { mergePositions } from '../domain/packed-day/merge-positions.ts';
import { unpackDay } from '../domain/packed-day/unpack-day.ts';

/**
 * Packs what lies unpacked of a tracker's closed day, together with what is packed of it already, in one transaction
 * under the lock of that day. Rows of the default partition go; those of the day's own partition stay until it is dropped,
 * and are found twice until then. Doing it again changes nothing.
 * @returns how many positions are packed of the day.
 */
export async function packTrackerDay(database: Database, day: TrackerDay): Promise<number> {
  return database.withConsumer(async (tx) => {
    await tx.asTenant(day.tenantId);
    await lockDays(tx.sql, [day]);
    if (!(await isClosed(tx.sql, day.day))) throw new Error(`${day.day} is not closed and cannot be packed`);
    const before = await packedDay(tx.sql, day);
    const positions = mergePositions(
      before ? unpackDay(before) : [],
      await keptRowsOfDay(tx.sql, day),
      comparePositions,
    );
    if (positions.length > 0) await savePackedDay(tx.sql, { ...day, positions });
    await forgetPacked(tx.sql, day);
    await unmarkLate(tx.sql, day);
    return positions.length;
  });
}
