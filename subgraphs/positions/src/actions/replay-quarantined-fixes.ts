import { createHash } from 'node:crypto';

import {
  idempotencyKeyInput,
  keyUsed,
  parseInput,
  requirePermission,
  scheduleJob,
  unitReach,
  userError,
  type UserError,
  uuidv7,
} from '@trekker/kit';
import { nullish, object } from 'valibot';

import type { Context } from '../context.ts';
import { countQuarantined } from '../db/quarantine.ts';
import { insertReplay, replayByKey, replaysById } from '../db/quarantine-replays.ts';
import type { QuarantineReplayRow } from '../db/rows.ts';
import { EVERYTHING, quarantineFilterInput } from '../domain/quarantine-filter.ts';
import { devicesEvent, quarantineReplayBegun } from '../events.ts';
import { REPLAY_JOB } from '../workers/quarantine-replays.ts';

export interface ReplayBegun {
  readonly replay: QuarantineReplayRow | null;
  readonly userErrors: UserError[];
}

/** How often a replay may be begun anew because its process died; each run goes on where the one before was. */
const MOST_RUNS = 1_000;

const schema = object({
  filter: nullish(quarantineFilterInput, EVERYTHING),
  idempotencyKey: idempotencyKeyInput,
});

/**
 * Begins a replay of all fixes that fit a filter, lie where the viewer may write, and were received until now. Called
 * again with the same key it gives the replay that was begun then.
 */
export async function replayQuarantinedFixes(ctx: Context, input: unknown): Promise<ReplayBegun> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'quarantine:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { replay: null, userErrors: parsed.userErrors };
  const { filter, idempotencyKey } = parsed.value;
  const { tenantId } = viewer;
  const reach = unitReach(viewer, 'quarantine:write', now);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([filter, reach]))
    .digest('base64url');
  return ctx.tenant.write(async (tx): Promise<ReplayBegun> => {
    const before = await replayByKey(tx, idempotencyKey);
    if (before) return repeated(before, { fingerprint, idempotencyKey });
    const total = await countQuarantined(tx, { filter: { ...filter, to: Math.min(filter.to ?? now, now) }, reach });
    if (total === 0) return refused(nothingFits());
    const replayId = uuidv7(now);
    const asked = { tenantId, replayId, idempotencyKey, fingerprint, filter, reach, createdAt: now, total };
    if (!(await insertReplay(tx, asked))) {
      // The same call came twice at once.
      const meanwhile = await replayByKey(tx, idempotencyKey);
      return meanwhile ? repeated(meanwhile, { fingerprint, idempotencyKey }) : refused(keyUsed(idempotencyKey));
    }
    const job = { kind: REPLAY_JOB, key: replayId, payload: { replayId }, runAt: now, maxAttempts: MOST_RUNS };
    await scheduleJob(tx, { schema: 'positions', tenantId }, job);
    tx.publish(devicesEvent(quarantineReplayBegun, tenantId, { replayId, total }));
    const [replay = null] = await replaysById(tx, [replayId], reach);
    return { replay, userErrors: [] };
  });
}

function repeated(
  before: QuarantineReplayRow & { fingerprint: string },
  { fingerprint, idempotencyKey }: { fingerprint: string; idempotencyKey: string },
): ReplayBegun {
  return before.fingerprint === fingerprint ? { replay: before, userErrors: [] } : refused(keyUsed(idempotencyKey));
}

function refused(problem: UserError): ReplayBegun {
  return { replay: null, userErrors: [problem] };
}

/** What is told where no fix in quarantine is what was asked for, or the viewer may not write to it. */
export function nothingFits(): UserError {
  return userError('filter', 'NOTHING_FITS', 'no quarantined fix fits');
}
