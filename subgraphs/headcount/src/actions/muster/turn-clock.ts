import { uuidv7, type Tx, type Viewer } from '@trekker/kit';

import type { Context } from '../../context.ts';
import { appendAct } from '../../db/muster/acts.ts';
import { trackersBorne } from '../../db/muster/bearings.ts';
import { freezeLastPositions } from '../../db/muster/last-positions.ts';
import { derivedOffsets, type MusterRow } from '../../db/muster/musters.ts';
import {
  deedEntry,
  musterCancelled,
  musterEnded,
  musterEventEntry,
  musterPaused,
  musterResumed,
} from '../../domain/muster/events.ts';
import { isOpen, type MusterStatus } from '../../domain/muster/session.ts';

/** What can be done to the clock of a muster. */
export interface Turn {
  readonly act: 'PAUSED' | 'RESUMED' | 'ENDED' | 'CANCELLED';
  readonly status: MusterStatus;
  readonly deed: typeof musterPaused;
  readonly event: 'MUSTER_PAUSED' | 'MUSTER_RESUMED' | 'MUSTER_ENDED';
  /** How a muster must stand that can be turned so, and what to do where it does not; null: any that goes on can. */
  readonly needs: { readonly status: MusterStatus; readonly must: string; readonly instead: string } | null;
}

export const PAUSE: Turn = {
  act: 'PAUSED',
  status: 'PAUSED',
  deed: musterPaused,
  event: 'MUSTER_PAUSED',
  needs: { status: 'RUNNING', must: 'runs', instead: 'its clock stands still already, resume it first' },
};
export const RESUME: Turn = {
  act: 'RESUMED',
  status: 'RUNNING',
  deed: musterResumed,
  event: 'MUSTER_RESUMED',
  needs: { status: 'PAUSED', must: 'is paused', instead: 'its clock runs already, pause it first' },
};
export const END: Turn = { act: 'ENDED', status: 'ENDED', deed: musterEnded, event: 'MUSTER_ENDED', needs: null };
export const CANCEL: Turn = { ...END, act: 'CANCELLED', status: 'CANCELLED', deed: musterCancelled };

/** Who turns the clock of a muster, how, when (Unix milliseconds) and why. */
interface Turning {
  readonly viewer: Viewer;
  readonly turned: Turn;
  readonly now: number;
  readonly note: string | null;
}

/** Turns the clock of a muster that is locked, and tells of it; gives back the muster as it is then. */
export async function turnClock(
  ctx: Context,
  tx: Tx,
  { muster, viewer, turned, now, note }: Turning & { muster: MusterRow },
): Promise<MusterRow> {
  const { tenantId, actor } = viewer;
  const { musterId, placeId, mode, name } = muster;
  const at = Math.max(now, muster.startedAt);
  const next = await turnedMuster(tx, { muster, turned, at, tenantId });
  if (next.endedAt !== null) await keepLastPositions(ctx, tx, { tenantId, musterId, endedAt: at });
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
  await appendAct(tx, tenantId, { act: { ...act, actor, ...nobody }, standing: next });
  tx.publish(deedEntry(turned.deed, tenantId, { payload: { musterId }, reason: note }));
  tx.publish(musterEventEntry(tenantId, { eventId: act.actId, kind: turned.event, at, musterId, placeId, mode, name }));
  return next;
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
