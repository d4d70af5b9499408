import { isUuid, parseInput, requireUnitPermission, uuidv7, type UserError } from '@trekker/kit';
import { integer, maxValue, minValue, number, object, pipe, string } from 'valibot';

import type { Context } from '../../context.ts';
import { appendAct } from '../../db/muster/acts.ts';
import { lockMuster } from '../../db/muster/musters.ts';
import { deedEntry, musterCodeMade } from '../../domain/muster/events.ts';
import { isOpen } from '../../domain/muster/session.ts';
import { writeStationCode } from '../../domain/muster/station-code.ts';
import { musterOver, notFound } from './inputs.ts';

/** A code and until when it holds, or what was wrong with the input. */
export interface StationCodeMade {
  readonly code: string | null;
  readonly expiresAt: number | null;
  readonly userErrors: UserError[];
}

const MINUTE_MS = 60_000;

const schema = object({
  musterId: string(),
  stationId: string(),
  minutes: pipe(
    number(),
    integer('must be a whole number of minutes'),
    minValue(1, 'must be at least 1 minute'),
    maxValue(1_440, 'must be at most 1440 minutes'),
  ),
});

/** Makes a code for a station. Whoever scans it is at the station, so a right that ends at some unit is not enough. */
export async function createStationCode(ctx: Context, input: unknown): Promise<StationCodeMade> {
  const now = ctx.clock.now();
  const { tenantId, actor } = requireUnitPermission(ctx.viewer, 'muster:write', { unitId: null, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return refused(...parsed.userErrors);
  const { musterId, stationId, minutes } = parsed.value;
  if (!isUuid(musterId)) return refused(notFound('musterId', 'muster', musterId));
  const until = now + minutes * MINUTE_MS;
  return ctx.tenant.write(async (tx) => {
    const muster = await lockMuster(tx, musterId);
    if (!muster) return refused(notFound('musterId', 'muster', musterId));
    if (!isOpen(muster.status)) return refused(musterOver(muster.status));
    if (!muster.stationIds.includes(stationId))
      return refused(notFound('stationId', 'station of the muster', stationId));
    const act = {
      musterId,
      number: muster.acts + 1,
      actId: uuidv7(now),
      kind: 'CODE_MADE',
      at: now,
      knownAt: now,
    } as const;
    const nobody = { personId: null, mark: null, by: null, zoneId: null };
    const nothing = { ...nobody, note: null, idempotencyKey: null, fingerprint: null };
    await appendAct(tx, tenantId, { act: { ...act, actor, stationId, ...nothing }, standing: null });
    tx.publish(deedEntry(musterCodeMade, tenantId, { payload: { musterId, stationId, until } }));
    const code = writeStationCode({ tenantId, musterId, stationId, from: now, until }, ctx.musters.codeKey);
    return { code, expiresAt: until, userErrors: [] };
  });
}

function refused(...userErrors: UserError[]): StationCodeMade {
  return { code: null, expiresAt: null, userErrors };
}
