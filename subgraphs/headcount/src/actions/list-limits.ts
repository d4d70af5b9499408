import { connectionOf, isUuid, parsePage } from '@trekker/kit';

import type { Context } from '../context.ts';
import { limitVersions } from '../db/limits.ts';
import type { LimitVersion } from '../domain/limit/limit.ts';

export interface ListLimitsArguments {
  readonly zoneId?: string | null | undefined;
  readonly placeId?: string | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of the limits that hold now, by id. */
export async function listLimits(ctx: Context, { zoneId = null, placeId = null, ...args }: ListLimitsArguments) {
  const page = parsePage(args, ['uuid']);
  const ids = (id: string | null) => (id !== null && isUuid(id) ? [id] : []);
  const named = zoneId !== null || placeId !== null;
  const targets = named ? { zoneIds: ids(zoneId), placeIds: ids(placeId) } : null;
  const versions = await ctx.tenant.read((tx) => limitVersions(tx, targets));
  const newest = [...Map.groupBy(versions, ({ limitId }) => limitId).values()].flatMap((own) => own.at(-1) ?? []);
  const limits: LimitVersion[] = newest.filter(({ removed }) => !removed);
  const [after = ''] = page.after ?? [];
  const rows = limits.filter(({ limitId }) => limitId > after).slice(0, page.first + 1);
  return { ...connectionOf(rows, page, ({ limitId }) => [limitId]), totalCount: limits.length };
}
