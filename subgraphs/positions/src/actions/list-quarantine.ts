import { connectionOf, parsePage, requirePermission, unitReach, type UnitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import {
  countByReason,
  countIdentifiers,
  countQuarantined,
  pageOfIdentifiers,
  pageOfQuarantine,
  type QuarantineScope,
} from '../db/quarantine.ts';
import type { QuarantineCountsRow } from '../db/rows.ts';
import { parseQuarantineFilter } from './parse-quarantine-filter.ts';

/** Which part of a list is asked for. */
interface Asked {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly filter?: unknown;
  readonly orderBy?: { readonly direction?: 'ASCENDING' | 'DESCENDING' } | null | undefined;
}

/**
 * A page of quarantined fixes that fit a filter, newest first unless asked otherwise. Those of unknown trackers are shown
 * to who may see the whole tenant.
 */
export async function listQuarantine(ctx: Context, args: Asked) {
  const scope = { filter: parseQuarantineFilter(args.filter), reach: readableReach(ctx) };
  const page = parsePage(args, ['instant', 'uuid']);
  const isDescending = args.orderBy?.direction !== 'ASCENDING';
  return ctx.tenant.read(async (tx) => ({
    ...connectionOf(await pageOfQuarantine(tx, page, { ...scope, isDescending }), page, (row) => [
      String(row.receivedAt),
      row.fixId,
    ]),
    totalCount: await countQuarantined(tx, scope),
  }));
}

/** How many quarantined fixes fit a filter, by reason, and the scope whose identifiers are counted when asked for. */
export async function countQuarantine(ctx: Context, { filter }: { filter?: unknown }): Promise<QuarantineCountsRow> {
  const scope = { filter: parseQuarantineFilter(filter), reach: readableReach(ctx) };
  const byReason = await ctx.tenant.read((tx) => countByReason(tx, scope));
  return { scope, total: byReason.reduce((total, { count }) => total + count, 0), byReason };
}

/** A page of the identifiers of a scope with their counts, the most frequent first. */
export async function listQuarantineIdentifiers(
  ctx: Context,
  scope: QuarantineScope,
  args: { first: number; after?: string | null | undefined },
) {
  const page = parsePage(args, ['offset', 'name']);
  return ctx.tenant.read(async (tx) => ({
    ...connectionOf(await pageOfIdentifiers(tx, page, scope), page, (row) => [String(row.count), row.identifier]),
    totalCount: await countIdentifiers(tx, scope),
  }));
}

function readableReach(ctx: Context): UnitReach {
  const now = ctx.clock.now();
  return unitReach(requirePermission(ctx.viewer, 'quarantine:read', now), 'quarantine:read', now);
}
