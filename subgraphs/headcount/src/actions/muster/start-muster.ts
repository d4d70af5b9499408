import {
  idempotencyKeyInput,
  keyUsed,
  nameInput,
  parseInput,
  requireUnitPermission,
  type Tx,
  userError,
  type UserError,
  uuidv7,
  withParams,
} from '@trekker/kit';
import {
  array,
  integer,
  maxLength,
  maxValue,
  minValue,
  nullish,
  number,
  object,
  picklist,
  pipe,
  string,
  type InferOutput,
} from 'valibot';

import type { Context } from '../../context.ts';
import { lockDerived } from '../../db/derivation.ts';
import { actByKey, insertAct } from '../../db/muster/acts.ts';
import { insertBeside, insertExpected } from '../../db/muster/expected.ts';
import { insertMuster, lockOverlapping, lockStarts, mustersById, type MusterRow } from '../../db/muster/musters.ts';
import { deedEntry, musterEventEntry, musterStarted } from '../../domain/muster/events.ts';
import type { FrozenPerson } from '../../domain/muster/expected.ts';
import { givesWay, MUSTER_MODES, STATION_POLICIES } from '../../domain/muster/session.ts';
import { expectMeanwhile } from './expect-late.ts';
import { fingerprintOf } from './inputs.ts';
import { planMuster } from './plan-muster.ts';
import { CANCEL, turnClock } from './turn-clock.ts';

/** A muster as it is now, or what was wrong with the input. */
export interface MusterWritten {
  readonly muster: MusterRow | null;
  readonly userErrors: UserError[];
}

const schema = object({
  placeId: string(),
  mode: picklist(MUSTER_MODES),
  name: nameInput,
  stationPolicy: picklist(STATION_POLICIES),
  expectedMinutes: nullish(
    pipe(
      number(),
      integer('must be a whole number of minutes'),
      minValue(1, 'must be at least 1 minute'),
      maxValue(1_440, 'must be at most 1440 minutes'),
    ),
    null,
  ),
  stationIds: nullish(pipe(array(string()), maxLength(100, 'must be at most 100 stations')), null),
  idempotencyKey: idempotencyKeyInput,
});

/** What was asked for, checked. */
export type StartMuster = InferOutput<typeof schema>;

/**
 * Starts a muster and freezes its list. A live one is never refused for a drill or a test that goes on there: these are called
 * off. It concerns everybody at the place, so a right that ends at some unit is not enough.
 */
export async function startMuster(ctx: Context, input: unknown): Promise<MusterWritten> {
  const startedAt = ctx.clock.now();
  const viewer = requireUnitPermission(ctx.viewer, 'muster:write', { unitId: null, now: startedAt });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { muster: null, userErrors: parsed.userErrors };
  const { idempotencyKey } = parsed.value;
  const fingerprint = fingerprintOf('start', parsed.value);
  // Before anything else is looked at: what was started is answered again whatever became of its place since.
  const earlier = await ctx.tenant.read((tx) => startedBefore(tx, { idempotencyKey, fingerprint }));
  if (earlier) return earlier;
  const plan = await planMuster(ctx, parsed.value, startedAt);
  if ('userErrors' in plan) return { muster: null, userErrors: plan.userErrors };
  const { tenantId } = viewer;
  const written = await ctx.tenant.write(async (tx): Promise<MusterWritten> => {
    await lockStarts(tx, tenantId);
    // From here on whoever is marked in finds the muster.
    await lockDerived(tx, tenantId);
    const before = await startedBefore(tx, { idempotencyKey, fingerprint });
    if (before) return before;
    const others = await lockOverlapping(tx, plan.placePath);
    const stronger = others.find(({ mode }) => !givesWay(mode, parsed.value.mode));
    if (stronger) return { muster: null, userErrors: [overlaps(stronger)] };
    const note = `broken off for the live muster ${JSON.stringify(parsed.value.name)}`;
    for (const other of others)
      await turnClock(ctx, tx, { muster: other, viewer, turned: CANCEL, now: startedAt, note });
    const muster: MusterRow = { ...musterOf(parsed.value, plan), musterId: uuidv7(startedAt), startedAt };
    await insertMuster(tx, tenantId, muster);
    await insertExpected(tx, { tenantId, musterId: muster.musterId }, plan.expected);
    await insertBeside(tx, { tenantId, musterId: muster.musterId }, plan.beside);
    await insertAct(tx, tenantId, {
      musterId: muster.musterId,
      number: 1,
      actId: uuidv7(startedAt),
      kind: 'STARTED',
      at: startedAt,
      knownAt: startedAt,
      actor: viewer.actor,
      personId: null,
      mark: null,
      by: null,
      stationId: null,
      zoneId: null,
      note: null,
      idempotencyKey,
      fingerprint,
    });
    tell(tx, tenantId, { muster, expected: plan.expected });
    const acts = await expectMeanwhile(tx, tenantId, { muster, plan });
    return { muster: { ...muster, acts }, userErrors: [] };
  });
  ctx.musters.feed.call(tenantId);
  return written;
}

/** What a call with a key that was used is answered; null where the key is new. */
async function startedBefore(
  tx: Tx,
  { idempotencyKey, fingerprint }: { idempotencyKey: string; fingerprint: string },
): Promise<MusterWritten | null> {
  const before = await actByKey(tx, idempotencyKey);
  if (!before) return null;
  if (before.fingerprint !== fingerprint) return { muster: null, userErrors: [keyUsed(idempotencyKey)] };
  const [muster = null] = await mustersById(tx, [before.musterId]);
  return { muster, userErrors: [] };
}

function overlaps({ musterId, name }: MusterRow): UserError {
  const message = `muster ${JSON.stringify(name)} (${musterId}) goes on in an overlapping place; end it first`;
  return withParams(userError('placeId', 'OVERLAPS', message), { musterId, name });
}

function musterOf(
  { name, mode, stationPolicy, expectedMinutes, placeId }: StartMuster,
  {
    placePath,
    zoneIds,
    stationIds,
    markedOut,
    visitsOffset,
  }: Pick<MusterRow, 'placePath' | 'zoneIds' | 'stationIds' | 'markedOut' | 'visitsOffset'>,
): Omit<MusterRow, 'musterId' | 'startedAt'> {
  const scope = { placeId, placePath, zoneIds, stationIds, markedOut, visitsOffset };
  const standing = { status: 'RUNNING', acts: 1, endedAt: null, endedOffset: null } as const;
  return { name, mode, stationPolicy, expectedMinutes, ...scope, ...standing };
}

function tell(
  tx: Tx,
  tenantId: string,
  { muster, expected }: { muster: MusterRow; expected: readonly FrozenPerson[] },
): void {
  const { musterId, placeId, mode, name, stationPolicy, expectedMinutes, startedAt: at } = muster;
  const payload = { musterId, placeId, mode, name, stationPolicy, expectedMinutes, stationIds: [...muster.stationIds] };
  tx.publish(deedEntry(musterStarted, tenantId, { payload: { ...payload, expected: expected.length } }));
  const eventId = uuidv7(at);
  tx.publish(musterEventEntry(tenantId, { eventId, kind: 'MUSTER_STARTED', at, musterId, placeId, mode, name }));
}
