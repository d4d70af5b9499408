import { listTenants, type Clock, type ConsumerTx, type JobRun } from '@trekker/kit';

import { lockDays } from '../db/closed-days.ts';
import { deleteDays, deleteFollowing, oldDays } from '../db/delete-old.ts';
import { forgottenOf, noteDeleted, noteForgotten, retentionOf, type Held } from '../db/retention.ts';
import { keptFrom } from '../domain/retention.ts';
import { devicesEvent, positionsForgotten } from '../events.ts';
import { knowingHolds, type KnowingHolds } from './knowing-holds.ts';

/** What forgetting needs. */
export interface Forgetting extends KnowingHolds {
  readonly clock: Clock;
  /** Trackers' days that go in one transaction. */
  readonly daysAtOnce?: number;
}

/** Trackers' days, and rows of each kind, that go in one transaction: some tens of milliseconds of work. */
const DAYS_AT_ONCE = 100;
const ROWS_AT_ONCE = 2_000;

/**
 * Deletes what each tenant no longer wants to keep, with what is derived from it, in many small transactions. Stopped
 * anywhere, it goes on where it was: each transaction finds out itself what is left to do, and whether a hold was placed
 * meanwhile. Returns how many trackers' days went.
 */
export async function forgetPositions(
  forgetting: Forgetting,
  run: Pick<JobRun, 'progress' | 'signal'>,
): Promise<{ trackerDays: number }> {
  const tenants = await forgetting.database.withDirectory(listTenants);
  const failures: unknown[] = [];
  let trackerDays = 0;
  for (const [index, tenantId] of tenants.entries()) {
    run.signal.throwIfAborted();
    await forgetOf(forgetting, tenantId, run).then(
      (days) => (trackerDays += days),
      (failure: unknown) => failures.push(new Error(`positions of tenant ${tenantId}`, { cause: failure })),
    );
    await run.progress((index + 1) / tenants.length);
  }
  if (failures.length) throw new AggregateError(failures, `${failures.length} tenants' positions were not deleted`);
  return { trackerDays };
}

async function forgetOf(
  forgetting: Forgetting,
  tenantId: string,
  { progress, signal }: Pick<JobRun, 'progress' | 'signal'>,
): Promise<number> {
  const { clock, daysAtOnce = DAYS_AT_ONCE } = forgetting;
  const now = clock.now();
  const before = await knowingHolds(forgetting, tenantId, (tx, held) => decide(tx, { tenantId, held, now }));
  if (before === null) return 0;
  let trackerDays = 0;
  for (let isMore = true; isMore;) {
    signal.throwIfAborted();
    const gone = await knowingHolds(forgetting, tenantId, (tx, held) =>
      deleteSome(tx, { tenantId, held, before, at: clock.now(), daysAtOnce }),
    );
    trackerDays += gone.days;
    isMore = gone.isMore;
    await progress(0);
  }
  return trackerDays;
}

/** The instant before which positions are to go now; null when there is nothing to do. */
async function decide(
  tx: ConsumerTx,
  { tenantId, held, now }: { tenantId: string; held: Held; now: number },
): Promise<number | null> {
  const [retention, known] = [await retentionOf(tx), await forgottenOf(tx)];
  const wanted = retention && keptFrom(retention, now);
  if (wanted === null || held.isTenantHeld) return null;
  const keptSince = Math.max(wanted, known?.keptSince ?? 0);
  const isSame = known?.keptSince === keptSince && known.held.join() === held.trackerIds.join();
  if (isSame) return known.deletedAt === null ? keptSince : null;
  await noteForgotten(tx.sql, { tenantId, keptSince, held: held.trackerIds });
  tx.publish(devicesEvent(positionsForgotten, tenantId, { before: keptSince, heldTrackerIds: [...held.trackerIds] }));
  return keptSince;
}

interface Slice {
  readonly tenantId: string;
  readonly held: Held;
  readonly before: number;
  readonly at: number;
  readonly daysAtOnce: number;
}

/** One slice; the last one notes that all is gone, unless a hold was placed meanwhile that kept some. */
async function deleteSome(
  { sql }: ConsumerTx,
  { tenantId, held, before, at, daysAtOnce }: Slice,
): Promise<{ days: number; isMore: boolean }> {
  if (held.isTenantHeld) return { days: 0, isMore: false };
  const old = { tenantId, before, held: held.trackerIds };
  const days = await oldDays(sql, old, daysAtOnce);
  if (days.length) {
    await lockDays(sql, days);
    await deleteDays(sql, days);
    return { days: days.length, isMore: true };
  }
  const isMore = (await deleteFollowing(sql, old, ROWS_AT_ONCE)) === ROWS_AT_ONCE;
  if (!isMore) await noteDeleted(sql, { keptSince: before, held: held.trackerIds, at });
  return { days: 0, isMore };
}
