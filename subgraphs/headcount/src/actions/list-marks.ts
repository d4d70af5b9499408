import { connectionOf, isUuid, parsePage } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfMarks, type MarkRow } from '../db/marks.ts';

export interface ListMarksArguments {
  readonly personId?: string | null | undefined;
  readonly zoneId?: string | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of what was marked by hand, the latest first. */
export async function listMarks(ctx: Context, { personId = null, zoneId = null, ...args }: ListMarksArguments) {
  const page = parsePage(args, ['instant', 'uuid']);
  const isNothing = [personId, zoneId].some((id) => id !== null && !isUuid(id));
  const wanted = { personId, zoneId, reach: ctx.counting.reach };
  const rows = isNothing ? [] : await ctx.tenant.read((tx) => pageOfMarks(tx, wanted, page));
  return connectionOf<MarkRow>(rows, page, ({ at, markId }) => [String(at), markId]);
}
