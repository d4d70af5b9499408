import { setTimeout as sleep } from 'node:timers/promises';

import {
  runJobs,
  UnavailableError,
  type Clock,
  type Database,
  type JobHandler,
  type Logger,
  type Service,
} from '@trekker/kit';

import type { Intake, Receipt } from '../actions/take-in.ts';
import { replayMessages } from '../actions/replay-messages.ts';
import { pageOfQuarantine } from '../db/quarantine.ts';
import { advanceReplay, finishReplay, openReplay, type OpenReplay, type ReplayStep } from '../db/quarantine-replays.ts';
import type { QuarantinedFixRow } from '../db/rows.ts';
import { isOfNoUse } from '../domain/not-stored-error.ts';

/** Kind of the jobs that replay much of quarantine. */
export const REPLAY_JOB = 'replay-quarantine';

/** Fixes that are sent through intake together: enough for one commit to serve many, few beside what devices send. */
const BATCH = 200;
/** How long a replay waits when intake can promise nothing, in milliseconds. */
const PAUSE_MS = 1_000;

/** Replays what was asked for, one replay after the other. Each goes on where it was when its process died. */
export function runQuarantineReplays({
  intake,
  database,
  clock,
  log,
}: {
  intake: Intake;
  database: Database;
  clock: Clock;
  log: Logger;
}): Service {
  const replay: JobHandler = async ({ tenantId, key: replayId }, { progress, signal }) => {
    for (;;) {
      if (signal.aborted) throw new Error('stopped before all of it was replayed');
      try {
        const fraction = await replayNext({ intake, database, clock }, tenantId, replayId);
        if (fraction === null) return;
        await progress(fraction);
      } catch (failure) {
        // What the database refuses for its content would keep all other replays waiting; it is tried again later.
        if (!(failure instanceof UnavailableError) || isOfNoUse(failure)) throw failure;
        log.debug({ err: failure, replayId }, 'a replay waits for intake');
        await progress(0);
        await sleep(PAUSE_MS, undefined, { signal });
      }
    }
  };
  return runJobs({ schema: 'positions', database, clock, log, handlers: { [REPLAY_JOB]: replay } });
}

/** Replays the next batch; how far the replay is then, or null when nothing is left of it. */
async function replayNext(
  { intake, database, clock }: { intake: Intake; database: Database; clock: Clock },
  tenantId: string,
  replayId: string,
): Promise<number | null> {
  const mode = 'snapshot' as const;
  const { result: open } = await database.withTenant(tenantId, (tx) => openReplay(tx, replayId), { mode });
  if (!open) return null;
  const { result: rows } = await database.withTenant(tenantId, (tx) => nextOf(tx, open), { mode });
  const last = rows.at(-1);
  if (!last) {
    await database.withTenant(tenantId, (tx) => finishReplay(tx, replayId, clock.now()));
    return null;
  }
  await replayMessages(intake, rows, async (tx, receipts) => {
    const step = { replayId, before: open.replayed, ...summed(receipts), ...reached(last) };
    if (!(await advanceReplay(tx, step))) throw new Error('another run goes on with this replay');
  });
  return Math.min(1, (open.replayed + rows.length) / Math.max(1, open.total));
}

/** The fixes behind the last one that was replayed. What is received while it goes on is none of it. */
async function nextOf(tx: Parameters<typeof pageOfQuarantine>[0], open: OpenReplay): Promise<QuarantinedFixRow[]> {
  const { filter, reach, createdAt, reachedAt, reachedId } = open;
  const after = reachedAt === null || reachedId === null ? null : [String(reachedAt), reachedId];
  const within = { ...filter, to: Math.min(filter.to ?? createdAt, createdAt) };
  const rows = await pageOfQuarantine(tx, { first: BATCH, after }, { filter: within, reach, isDescending: false });
  return rows.slice(0, BATCH);
}

function reached({ receivedAt, fixId }: QuarantinedFixRow): Pick<ReplayStep, 'reachedAt' | 'reachedId'> {
  return { reachedAt: receivedAt, reachedId: fixId };
}

function summed(receipts: readonly Receipt[]): Pick<ReplayStep, 'replayed' | 'accepted' | 'heard' | 'refused'> {
  const refused: Record<string, number> = {};
  const sum = { replayed: receipts.length, accepted: 0, heard: 0, refused };
  for (const receipt of receipts) {
    if (receipt.kind === 'rejected') refused[receipt.reason] = (refused[receipt.reason] ?? 0) + 1;
    else if (receipt.kind === 'heard') sum.heard += 1;
    else sum.accepted += 1;
  }
  return sum;
}
