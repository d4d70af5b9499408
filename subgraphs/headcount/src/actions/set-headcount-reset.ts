import { checkRule, parseInput, requireUnitPermission, scheduleJob, type Tx, type UserError } from '@trekker/kit';
import { nullish, object, pipe, regex, string } from 'valibot';

import type { Context } from '../context.ts';
import { forgetResetJobs, insertSchedule, type ResetSchedule } from '../db/resets.ts';
import type { PlaceRow } from '../db/rows.ts';
import { nextReset } from '../domain/reset.ts';
import { headOfTenant } from '../domain/stream-point.ts';
import { isTimeZone } from '../domain/time-zone.ts';
import { HEADCOUNT_TOPIC, headcountEvent, resetScheduled } from '../events.ts';
import { resetJob } from '../workers/reset-jobs.ts';
import { carryOutResets } from './carry-out-resets.ts';
import { once, onceInput } from './once.ts';
import { problems } from './problems.ts';

export interface SetHeadcountResetInput {
  readonly placeId: string;
  readonly localTime?: string | null | undefined;
  readonly timeZone: string;
  readonly idempotencyKey?: string | null | undefined;
}

export interface HeadcountResetSet {
  readonly place: PlaceRow | null;
  readonly userErrors: UserError[];
}

const schema = object({
  placeId: string(),
  localTime: nullish(
    pipe(string(), regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day from `00:00` to `23:59`')),
    null,
  ),
  timeZone: pipe(string(), checkRule({ rule: 'TIME_ZONE' }, isTimeZone, 'must be the IANA name of a time zone')),
  idempotencyKey: onceInput,
});

/** Says when manual presences of a place end each day, from now on; what was due before is carried out. Concerns everybody, so it takes the whole tenant. */
export async function setHeadcountReset(ctx: Context, input: SetHeadcountResetInput): Promise<HeadcountResetSet> {
  const now = ctx.clock.now();
  const { tenantId, actor } = requireUnitPermission(ctx.viewer, 'headcount:write', { unitId: null, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { place: null, userErrors: parsed.userErrors };
  const { placeId, localTime, timeZone } = parsed.value;
  const place = await ctx.loaders.place.load(placeId);
  if (!place) return { place: null, userErrors: [problems.unknown('placeId', 'place', placeId)] };
  const { made, userErrors } = await once<PlaceRow>(
    ctx,
    { tenantId, deed: { name: 'set-reset', input: parsed.value } },
    {
      async make(tx) {
        // What was due by the schedule before and not done yet would be forgotten with it.
        await carryOutResets(tx, { tenantId, placeId, now });
        await keepSchedule(tx, tenantId, { placeId, localTime, timeZone, setAt: now, actor });
        tx.afterCommit(() => ctx.feed.call(tenantId));
        return { made: place, userErrors: [] };
      },
      nameOf: ({ id }) => id,
      find: async () => place,
    },
  );
  ctx.loaders.reset.clear(placeId);
  return { place: made, userErrors };
}

async function keepSchedule(
  tx: Tx,
  tenantId: string,
  schedule: Omit<ResetSchedule, 'offset' | 'knownFrom'>,
): Promise<void> {
  const { placeId, localTime, timeZone, setAt, actor } = schedule;
  const head = await tx.lockHead(headOfTenant(HEADCOUNT_TOPIC, tenantId));
  await insertSchedule(tx, tenantId, { ...schedule, offset: head.nextOffset, knownFrom: head.at });
  await forgetResetJobs(tx, placeId);
  if (localTime !== null) {
    const runAt = nextReset({ localTime, timeZone }, setAt);
    await scheduleJob(tx, { schema: 'headcount', tenantId }, resetJob(placeId, runAt));
  }
  const told = headcountEvent(resetScheduled, tenantId, { placeId, localTime, timeZone });
  await tx.append([{ head, entries: [{ ...told, actor }] }]);
}
