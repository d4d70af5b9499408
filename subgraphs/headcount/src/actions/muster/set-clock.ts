import { isUuid, parseInput, requireUnitPermission, userError, uuidv7, type Tx, type UserError } from '@trekker/kit';
import { boolean, object, optional, string } from 'valibot';

import type { Context } from '../../context.ts';
import { appendAct } from '../../db/muster/acts.ts';
import { trackersBorne } from '../../db/muster/bearings.ts';
import { freezeLastPositions } from '../../db/muster/last-positions.ts';
import { derivedOffsets, lockMuster, type MusterRow } from '../../db/muster/musters.ts';
import {
  deedEntry,
  musterCancelled,
  musterEnded,
  musterEventEntry,
  musterPaused,
  musterResumed,
} from '../../domain/muster/events.ts';
import { isOpen, type MusterStatus } from '../../domain/muster/session.ts';
import { musterOver, noteInput, notFound, wrongStatus } from './inputs.ts';
import type { MusterWritten } from './start-muster.ts';

/** What can be done to the clock of a muster. */
interface Turn {
  readonly act: 'PAUSED' | 'RESUMED' | 'ENDED' | 'CANCELLED';
  readonly status: MusterStatus;
  readonly deed: typeof musterPaused;
  readonly event: 'MUSTER_PAUSED' | 'MUSTER_RESUMED' | 'MUSTER_ENDED';
  /** How a muster must stand that can be turned so, and what to do where it does not; null: any that goes on can. */
  readonly needs: { readonly status: MusterStatus; readonly must: string; readonly instead: string } | null;
}

const PAUSE: Turn = {
  act: 'PAUSED',
  status: 'PAUSED',
  deed: musterPaused,
  event: 'MUSTER_PAUSED',
  needs: { status: 'RUNNING', must: 'runs', instead: 'its clock stands still already, resume it first' },
};
const RESUME: Turn = {
  act: 'RESUMED',
  status: 'RUNNING',
  deed: musterResumed,
  event: 'MUSTER_RESUMED',
  needs: { status: 'PAUSED', must: 'is paused', instead: 'its clock runs already, pause it first' },
};
const END: Turn = { act: 'ENDED', status: 'ENDED', deed: musterEnded, event: 'MUSTER_ENDED', needs: null };
const CANCEL: Turn = { ...END, act: 'CANCELLED', status: 'CANCELLED', deed: musterCancelled };

const schema = object({ musterId: string(), note: noteInput, cancelled: optional(boolean(), false) });

/** Stops the clock of a muster. */
export function pauseMuster(ctx: Context, input: object): Promise<MusterWritten> {
  return turn(ctx, { ...input, cancelled: false }, PAUSE);
}

/** Lets the clock of a muster run again. */
export function resumeMuster(ctx: Context, input: object): Promise<MusterWritten> {
  return turn(ctx, { ...input, cancelled: false }, RESUME);
}

/** Ends a muster, or calls it off. */
export function endMuster(ctx: Context, input: { cancelled?: boolean }): Promise<MusterWritten> {
  return turn(ctx, input, input.cancelled ? CANCEL : END);
}

/** Whose clock it is concerns everybody there, so a right that ends at some unit is not enough. */
async function turn(ctx: Context, input: object, turned: Turn): Promise<MusterWritten> {
  const now = ctx.clock.now();
  const viewer = requireUnitPermission(ctx.viewer, 'muster:write', { unitId: null, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return refused(...parsed.userErrors);
  const { musterId, note, cancelled } = parsed.value;
  if (cancelled && note === null)
    return refused(userError('note', 'REQUIRED', 'must say why the muster is called off'));
  if (!isUuid(musterId)) return refused(notFound('musterId', 'muster', musterId));
  const written = await ctx.tenant.write(async (tx): Promise<MusterWritten> => {
    const muster = await lockMuster(tx, musterId);
    if (!muster) return refused(notFound('musterId', 'muster', musterId));
    if (!isOpen(muster.status)) return refused(musterOver(muster.status));
    if (turned.needs && muster.status !== turned.needs.status) return refused(wrongStatus(muster.status, turned.needs));
    const at = Math.max(now, muster.startedAt);
    const next = await turnedMuster(tx, { muster, turned, at, tenantId: viewer.tenantId });
    if (next.endedAt !== null) await keepLastPositions(ctx, tx, { tenantId: viewer.tenantId, musterId, endedAt: at });
    const act = { musterId, number: next.acts, actId: uuidv7(at), kind: turned.act, at, knownAt: now, note };
    const nobody = {
      personId: null,
      mark: null,
      by: null,
      stationId: null,
      zoneId: null,
      idempotencyKey: null,
      fingerprint: null,
    };
    await appendAct(tx, viewer.tenantId, { act: { ...act, actor: viewer.actor, ...nobody }, standing: next });
    tx.publish(deedEntry(turned.deed, viewer.tenantId, { payload: { musterId }, reason: note }));
    const { placeId, mode, name } = muster;
    const told = { eventId: act.actId, kind: turned.event, at, musterId, placeId, mode, name };
    tx.publish(musterEventEntry(viewer.tenantId, told));
    return { muster: next, userErrors: [] };
  });
  ctx.musters.feed.call(viewer.tenantId);
  return written;
}

async function turnedMuster(
  tx: Tx,
  { muster, turned, at, tenantId }: { muster: MusterRow; turned: Turn; at: number; tenantId: string },
): Promise<MusterRow> {
  const next = { ...muster, status: turned.status, acts: muster.acts + 1 };
  if (isOpen(turned.status)) return next;
  return { ...next, endedAt: at, endedOffset: (await derivedOffsets(tx, tenantId)).visits };
}

/** Where people are once a muster is over is nobody's business there. */
async function keepLastPositions(
  ctx: Context,
  tx: Tx,
  muster: { tenantId: string; musterId: string; endedAt: number },
): Promise<void> {
  const kept = await ctx.musters.boards.of(tx, { ...muster, now: muster.endedAt });
  const people = [...(kept?.board.people.values() ?? [])];
  const borne = people.flatMap(({ trackerId, ...person }) => (trackerId === null ? [] : [{ ...person, trackerId }]));
  await freezeLastPositions(tx, muster, await trackersBorne(tx, borne));
}

function refused(...userErrors: UserError[]): MusterWritten {
  return { muster: null, userErrors };
}
