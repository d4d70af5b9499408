import { setTimeout as sleep } from 'node:timers/promises';

import type { Clock, Database, JobRun, Logger } from '@trekker/kit';

import { lateDays, type TrackerDay } from '../db/closed-days.ts';
import { dropPackedDay, forgetDay, notePacked, partitionedDays, unpackedTrackers } from '../db/partitions.ts';
import { DAY_MS, dayOf, type Day } from '../domain/day.ts';
import { packTrackerDay } from './pack-day.ts';

/** What packing needs. */
export interface Packing {
  readonly database: Database;
  /** How many days a day stays as rows once it is over. */
  readonly afterDays: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** How long rows stay beside what was packed of them, for those who read an older state; milliseconds. */
  readonly graceMs?: number;
}

/** What was done. */
export interface Packed {
  /** Trackers' days that were packed or got what came to them later. */
  readonly trackerDays: number;
  /** Days whose partition was dropped. */
  readonly dropped: readonly Day[];
}

/** A transaction that reads one state lasts seconds; one that begins later finds what is packed. */
const GRACE_MS = 600_000;
/** How long everybody may be kept waiting for a partition to go, and how often that is tried in one run. */
const PATIENCE_MS = 200;
const ATTEMPTS = 5;
const PAUSE_MS = 5_000;
const LATE_AT_ONCE = 500;
/** After so many days the job tells that it lives. */
const DAYS_PER_SIGN = 20;

/**
 * Packs every day that was over `afterDays` ago, tracker by tracker, and drops its partition once it is packed for some
 * time; then packs what came to closed days since. Stopped anywhere it goes on where it was: each step is a transaction of
 * its own and finds out itself what is left to do.
 * @throws AggregateError when days could not be packed; the others are.
 */
export async function packClosedDays(packing: Packing, run: Pick<JobRun, 'progress' | 'signal'>): Promise<Packed> {
  const before = dayOf(packing.clock.now() - packing.afterDays * DAY_MS);
  const failures: unknown[] = [];
  const dropped: Day[] = [];
  let trackerDays = 0;

  async function packAll(days: readonly TrackerDay[]): Promise<void> {
    for (const [index, day] of days.entries()) {
      if (run.signal.aborted) return;
      if (index % DAYS_PER_SIGN === 0) await run.progress(0);
      await packTrackerDay(packing.database, day).then(
        () => (trackerDays += 1),
        (failure: unknown) => failures.push(new Error(`${day.day} of tracker ${day.trackerId}`, { cause: failure })),
      );
    }
  }

  for (const day of await packing.database.withConsumer((tx) => partitionedDays(tx.sql, before))) {
    const failed = failures.length;
    const trackers = await packing.database.withConsumer((tx) => unpackedTrackers(tx.sql, day));
    await packAll(trackers);
    if (run.signal.aborted) break;
    if (failures.length > failed) continue;
    if (await dropWhenDue(packing, { day, isNew: trackers.length > 0, signal: run.signal })) dropped.push(day);
  }
  for (let after: TrackerDay | null = null; !run.signal.aborted;) {
    const late: TrackerDay[] = await nextLate(packing.database, before, after);
    await packAll(late);
    after = late.at(-1) ?? null;
    if (!after) break;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} days could not be packed`);
  return { trackerDays, dropped };
}

function nextLate(database: Database, before: Day, after: TrackerDay | null): Promise<TrackerDay[]> {
  return database.withConsumer((tx) => lateDays(tx.sql, { before, after, limit: LATE_AT_ONCE }));
}

/** Drops the partition of a packed day; `isNew`: something of it was packed just now. */
async function dropWhenDue(
  { database, clock, log, graceMs = GRACE_MS }: Packing,
  { day, isNew, signal }: { day: Day; isNew: boolean; signal: AbortSignal },
): Promise<boolean> {
  const now = clock.now();
  const packedAt = await database.withConsumer(async (tx) => {
    if (isNew) await forgetDay(tx.sql, day);
    return notePacked(tx.sql, { day, at: now });
  });
  if (now - packedAt < graceMs) return false;
  for (let attempt = 1; attempt <= ATTEMPTS && !signal.aborted; attempt += 1) {
    try {
      return await database.withConsumer(async (tx) => {
        const dropped = await dropPackedDay(tx.sql, day, PATIENCE_MS);
        if (dropped) await forgetDay(tx.sql, day);
        return dropped;
      });
    } catch (failure) {
      if (!isBusy(failure)) throw failure;
      log.debug({ day, attempt }, 'the partition of a packed day is in use');
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => {});
    }
  }
  return false;
}

/** Whether a lock was not to be had in time (SQLSTATE 55P03). */
function isBusy(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && failure.code === '55P03';
}
