import { parseInput, requireUnitPermission, type UserError, uuidv7 } from '@trekker/kit';
import {
  array,
  integer,
  maxValue,
  minLength,
  minValue,
  nullish,
  number,
  object,
  picklist,
  pipe,
  string,
} from 'valibot';

import type { Context } from '../context.ts';
import { limitVersions } from '../db/limits.ts';
import { PERSON_KINDS, type PersonKind, type Selection } from '../domain/attributes.ts';
import type { LimitTarget, LimitVersion } from '../domain/limit/limit.ts';
import { isUnitKnown } from './known.ts';
import { onceInput } from './once.ts';
import { problems } from './problems.ts';
import { writeLimit } from './write-limit.ts';

export interface SetOccupancyLimitInput {
  readonly zoneId?: string | null | undefined;
  readonly placeId?: string | null | undefined;
  readonly minimum?: number | null | undefined;
  readonly maximum?: number | null | undefined;
  readonly kinds?: readonly PersonKind[] | null | undefined;
  readonly companyId?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

export interface OccupancyLimitSet {
  readonly limit: LimitVersion | null;
  readonly userErrors: UserError[];
}

const MOST = 1_000_000;
const amount = (least: number) =>
  pipe(number(), integer(), minValue(least, `must be at least ${least}`), maxValue(MOST, 'must be at most 1,000,000'));

const schema = object({
  zoneId: nullish(string(), null),
  placeId: nullish(string(), null),
  minimum: nullish(amount(1), null),
  maximum: nullish(amount(0), null),
  kinds: nullish(pipe(array(picklist(PERSON_KINDS)), minLength(1, 'must name at least one kind')), null),
  companyId: nullish(string(), null),
  idempotencyKey: onceInput,
});

/**
 * Says how many people may and must be in a zone or place, from now on. Whoever answers for a unit only may limit the
 * number of people of that unit.
 */
export async function setOccupancyLimit(ctx: Context, input: SetOccupancyLimitInput): Promise<OccupancyLimitSet> {
  const now = ctx.clock.now();
  const unitId = input.companyId ?? null;
  const viewer = requireUnitPermission(ctx.viewer, 'headcount:write', { unitId, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { limit: null, userErrors: parsed.userErrors };
  const { zoneId, placeId, minimum, maximum, companyId } = parsed.value;
  const kinds = parsed.value.kinds && PERSON_KINDS.filter((kind) => parsed.value.kinds?.includes(kind));
  const target: LimitTarget = zoneId === null ? { kind: 'place', id: placeId ?? '' } : { kind: 'zone', id: zoneId };
  const userErrors = [...numberProblems(parsed.value), ...(await targetProblems(ctx, { zoneId, placeId, companyId }))];
  if (userErrors.length) return { limit: null, userErrors };
  return writeLimit(ctx, { viewer, deed: { name: 'set-limit', input: parsed.value } }, async (tx) => {
    const ids = {
      zoneIds: target.kind === 'zone' ? [target.id] : [],
      placeIds: target.kind === 'place' ? [target.id] : [],
    };
    const last = (await limitVersions(tx, ids)).findLast((one) => isSameSelection(one, { kinds, companyId }));
    const identity = { limitId: last?.limitId ?? uuidv7(now), number: (last?.number ?? 0) + 1 };
    const validFrom = Math.max(now, last?.validFrom ?? now);
    const made = { ...identity, validFrom, target, minimum, maximum, kinds, companyId, removed: false };
    return { made, userErrors: [] };
  });
}

function numberProblems({ minimum, maximum }: { minimum: number | null; maximum: number | null }): UserError[] {
  if (minimum === null && maximum === null)
    return [problems.broken('maximum', { rule: 'EITHER' }, 'or minimum must be given')];
  const contradict = minimum !== null && maximum !== null && maximum < minimum;
  return contradict
    ? [
        problems.broken(
          'maximum',
          { rule: 'MINIMUM', limit: minimum },
          `must not be less than the minimum of ${minimum}, got ${maximum}`,
        ),
      ]
    : [];
}

async function targetProblems(
  ctx: Context,
  { zoneId, placeId, companyId }: { zoneId: string | null; placeId: string | null; companyId: string | null },
): Promise<UserError[]> {
  if ((zoneId === null) === (placeId === null)) {
    return [problems.broken('zoneId', { rule: 'EITHER' }, 'or placeId must be given, and not both')];
  }
  const unknown: UserError[] = [];
  if (zoneId !== null && !(await ctx.loaders.zone.load(zoneId))) {
    unknown.push(problems.unknown('zoneId', 'geofence', zoneId));
  }
  if (placeId !== null && !(await ctx.loaders.place.load(placeId))) {
    unknown.push(problems.unknown('placeId', 'place', placeId));
  }
  if (companyId !== null && !(await isUnitKnown(ctx, companyId))) {
    unknown.push(problems.unknown('companyId', 'unit', companyId));
  }
  return unknown;
}

function isSameSelection(a: Selection, b: Selection): boolean {
  return a.companyId === b.companyId && (a.kinds?.join() ?? null) === (b.kinds?.join() ?? null);
}
