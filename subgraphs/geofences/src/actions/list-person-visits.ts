import { connectionOf, InvalidInputError, isUuid, parsePage } from '@trekker/kit';

import type { Context } from '../context.ts';
import { withinTime } from '../domain/within-time.ts';

export interface ListPersonVisitsArguments {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of a person's visits with a moment in `[from, to)`, latest first; empty for a person the viewer may not see. */
export async function listPersonVisits(ctx: Context, personId: string, args: ListPersonVisitsArguments) {
  const page = parsePage(args, ['instant', 'uuid']);
  const { from, to } = { from: withinTime(args.from), to: withinTime(args.to) };
  if (from >= to) throw new InvalidInputError('to', `must lie after from, got ${new Date(args.to).toISOString()}`);
  const rows = isUuid(personId) ? await ctx.loaders.personVisitsIn.load({ id: personId, from, to, page }) : [];
  return connectionOf(rows, page, (row) => [String(row.from), row.personVisitId]);
}
