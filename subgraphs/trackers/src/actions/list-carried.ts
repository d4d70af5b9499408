import { connectionOf, InvalidInputError, parsePage } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfCarried, type CarriedSpan } from '../db/assignments.ts';

interface Asked {
  /** Unix milliseconds, included. */
  readonly from?: number | null | undefined;
  /** Excluded. */
  readonly to?: number | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of the assignments of somebody or something, the latest first, as far as the viewer may see the trackers. */
export async function listCarried(
  ctx: Context,
  of: Pick<CarriedSpan, 'carrier' | 'carrierId'>,
  { from = null, to = null, ...asked }: Asked,
) {
  const page = parsePage(asked, ['instant', 'uuid']);
  if (from !== null && to !== null && to < from) {
    throw new InvalidInputError('to', `must not be before ${timeOf(from)}, got ${timeOf(to)}`);
  }
  const reach = ctx.reach('trackers:read');
  const rows = await ctx.tenant.read((tx) => pageOfCarried(tx, { ...of, from, to }, { page, reach }));
  return connectionOf(rows, page, (row) => [String(row.from), row.assignmentId]);
}

function timeOf(instant: number): string {
  return new Date(instant).toISOString();
}
