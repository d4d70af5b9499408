import { checkRule, parseInput, requirePermission, unitReach, userError, type UserError } from '@trekker/kit';
import {
  check,
  integer,
  maxLength,
  maxValue,
  minLength,
  minValue,
  nullish,
  number,
  object,
  picklist,
  pipe,
  regex,
  string,
  trim,
} from 'valibot';

import type { Context } from '../context.ts';
import { trackerWithin } from '../db/known-tracker.ts';
import type { TrackerRow } from '../db/rows.ts';
import { setDecoding } from '../db/tracker-decodings.ts';
import { speedUnitOf, SPEED_UNIT_NAMES } from '../domain/speed-unit.ts';
import { isTimeZone } from '../domain/time-zone.ts';
import { devicesEvent, trackerDecodingSet } from '../events.ts';

export interface TrackerDecodingSet {
  readonly tracker: TrackerRow | null;
  readonly userErrors: UserError[];
}

/** No clock on earth is further from UTC. */
const MOST_OFFSET_SECONDS = 18 * 3_600;

const schema = pipe(
  object({
    trackerId: string(),
    utcOffsetSeconds: nullish(
      pipe(
        number(),
        integer('must be whole seconds'),
        minValue(-MOST_OFFSET_SECONDS, 'must be at least -64800'),
        maxValue(MOST_OFFSET_SECONDS, 'must be at most 64800'),
      ),
      null,
    ),
    timeZone: nullish(
      pipe(
        string(),
        checkRule(
          { rule: 'TIME_ZONE' },
          isTimeZone,
          ({ input }) => `must be the name of an IANA time zone, got ${JSON.stringify(input)}`,
        ),
      ),
      null,
    ),
    speedUnit: nullish(picklist(SPEED_UNIT_NAMES), null),
    model: nullish(
      pipe(
        string(),
        trim(),
        minLength(1, 'a model must have at least 1 character'),
        maxLength(50, 'a model must have at most 50 characters'),
        regex(/^\P{Cc}*$/u, 'a model must have no control characters'),
      ),
      null,
    ),
  }),
  check((input) => input.utcOffsetSeconds === null || input.timeZone === null, 'utcOffsetSeconds excludes timeZone'),
);

/** Sets what a tracker's messages are read with, all of it anew. Devices that are connected are read so within a second. */
export async function setTrackerDecoding(ctx: Context, input: unknown): Promise<TrackerDecodingSet> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'trackers:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { tracker: null, userErrors: parsed.userErrors };
  const { trackerId, speedUnit, ...rest } = parsed.value;
  const { tenantId } = viewer;
  const set = await ctx.tenant.write(async (tx): Promise<TrackerDecodingSet> => {
    if (!(await trackerWithin(tx, trackerId, unitReach(viewer, 'trackers:write', now)))) {
      const message = `there is no tracker ${JSON.stringify(trackerId)}`;
      return { tracker: null, userErrors: [userError('trackerId', 'NOT_FOUND', message)] };
    }
    const decoding = { ...rest, speedUnit: speedUnit && speedUnitOf(speedUnit) };
    await setDecoding(tx, { tenantId, trackerId, decoding, setAt: now });
    tx.publish(devicesEvent(trackerDecodingSet, tenantId, { trackerId, ...decoding }));
    return { tracker: { id: trackerId }, userErrors: [] };
  });
  // What cannot be read now is followed a moment later.
  if (set.tracker) await ctx.intake.decodings.refresh().catch(() => {});
  return set;
}
