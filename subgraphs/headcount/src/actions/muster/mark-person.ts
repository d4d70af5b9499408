import {
  coversUnit,
  isUuid,
  keyUsed,
  requirePermission,
  type Tx,
  unitReach,
  userError,
  type UserError,
  uuidv7,
  type Viewer,
} from '@trekker/kit';

import type { Context } from '../../context.ts';
import { actByKey, appendAct, type MusterActRow } from '../../db/muster/acts.ts';
import { lockMuster, type MusterRow } from '../../db/muster/musters.ts';
import { unitsOf } from '../../db/people.ts';
import { deedEntry, musterMarked } from '../../domain/muster/events.ts';
import type { MarkKind, MusterMark } from '../../domain/muster/facts.ts';
import { knownOf } from '../../workers/known.ts';
import { fingerprintOf, notFound, wrongStatus } from './inputs.ts';

/** What was kept of a word about a person, or what was wrong with the input. */
export interface PersonMarked {
  readonly act: MusterActRow | null;
  readonly userErrors: UserError[];
}

/** A word about a person, its form checked. */
export interface Word {
  readonly musterId: string;
  readonly personId: string;
  readonly kind: MarkKind;
  readonly by: MusterMark['by'];
  readonly stationId: string | null;
  readonly note: string | null;
  /** When it was true; null: now. */
  readonly at: number | null;
  readonly idempotencyKey: string;
}

/** How far a warden's clock may run ahead of ours. */
const AHEAD_MS = 300_000;

/** Keeps a word about a person whom the viewer may speak of. Said again with the same key it is kept once. */
export async function markPerson(ctx: Context, word: Word): Promise<PersonMarked> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'muster:write', now);
  const { tenantId } = viewer;
  const { musterId, personId } = word;
  if (!isUuid(musterId)) return refused(notFound('musterId', 'muster', musterId));
  const people = isUuid(personId)
    ? await knownOf({ tenant: ctx.tenant, tenantId }, ctx.replicas.people, [personId])
    : null;
  if (!people?.has(personId)) return refused(notFound('personId', 'person', personId));
  const marked = await ctx.tenant.write(async (tx): Promise<PersonMarked> => {
    const muster = await lockMuster(tx, musterId);
    if (!muster) return refused(notFound('musterId', 'muster', musterId));
    if (!(await maySpeakOf(tx, viewer, { personId, now }))) return refused(notFound('personId', 'person', personId));
    const fingerprint = fingerprintOf('mark', word);
    const before = await actByKey(tx, word.idempotencyKey);
    if (before)
      return before.fingerprint === fingerprint
        ? { act: before, userErrors: [] }
        : refused(keyUsed(word.idempotencyKey));
    const problem = problemOf(word, muster, now);
    if (problem) return refused(problem);
    const act = actOf(word, { muster, fingerprint, viewer, now });
    await appendAct(tx, tenantId, { act, standing: null });
    const { actId, at } = act;
    const { kind, by, stationId } = word;
    const payload = { musterId, actId, personId, kind, by, stationId, markedAt: at };
    tx.publish(deedEntry(musterMarked, tenantId, { payload }));
    return { act, userErrors: [] };
  });
  ctx.musters.feed.call(tenantId);
  return marked;
}

async function maySpeakOf(
  tx: Tx,
  viewer: Viewer,
  { personId, now }: { personId: string; now: number },
): Promise<boolean> {
  const units = await unitsOf(tx, [personId]);
  return coversUnit(unitReach(viewer, 'muster:write', now), units.get(personId) ?? null);
}

function problemOf(
  { stationId, at }: Word,
  { status, stationIds, startedAt, endedAt }: MusterRow,
  now: number,
): UserError | null {
  if (status === 'CANCELLED') {
    return wrongStatus(status, { must: 'was not called off', instead: 'say it in another one' });
  }
  if (stationId !== null && !stationIds.includes(stationId)) {
    return notFound('stationId', 'station of the muster', stationId);
  }
  const text = (instant: number) => new Date(instant).toISOString();
  const when = at ?? now;
  if (when < startedAt) return outOfRange(`must not lie before the start, ${text(startedAt)}, got ${text(when)}`);
  if (endedAt !== null && when > endedAt)
    return outOfRange(`must not lie after the end, ${text(endedAt)}, got ${text(when)}`);
  return when > now + AHEAD_MS ? outOfRange(`must not lie ahead, got ${text(when)}`) : null;
}

function outOfRange(message: string): UserError {
  return userError('at', 'OUT_OF_RANGE', message);
}

function actOf(
  { musterId, personId, kind, by, stationId, note, at, idempotencyKey }: Word,
  { muster, fingerprint, viewer, now }: { muster: MusterRow; fingerprint: string; viewer: Viewer; now: number },
): MusterActRow {
  const about = { personId, mark: kind, by, stationId, zoneId: null, note, idempotencyKey, fingerprint };
  const times = { at: at ?? now, knownAt: now };
  const identity = { musterId, number: muster.acts + 1, actId: uuidv7(now), kind: 'MARKED' } as const;
  return { ...identity, ...times, actor: viewer.actor, ...about };
}

function refused(...userErrors: UserError[]): PersonMarked {
  return { act: null, userErrors };
}
