import { connectionOf, isUuid, parsePage } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { VisitRow } from '../db/rows.ts';
import { pageOfVisits } from '../db/visits.ts';
import { withinTime } from '../domain/within-time.ts';

export interface ListVisitsArguments {
  readonly trackerId?: string | null | undefined;
  readonly geofenceId?: string | null | undefined;
  readonly from?: number | null | undefined;
  readonly to?: number | null | undefined;
  readonly knownAt?: number | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of visits of trackers the viewer may see, latest first, as they are believed now or were at an instant. */
export async function listVisits(ctx: Context, args: ListVisitsArguments) {
  const page = parsePage(args, ['instant', 'uuid']);
  const { trackerId = null, geofenceId = null } = args;
  const isNobody = [trackerId, geofenceId].some((id) => id !== null && !isUuid(id));
  const filter = {
    trackerId,
    geofenceId,
    from: limit(args.from),
    to: limit(args.to),
    knownAt: limit(args.knownAt),
  };
  const reach = ctx.reach('visits:read');
  const rows = isNobody ? [] : await ctx.tenant.read((tx) => pageOfVisits(tx, { filter, page, reach }));
  return connectionOf<VisitRow>(rows, page, (row) => [String(row.from), row.visitId]);
}

function limit(instant: number | null | undefined): number | null {
  return instant == null ? null : withinTime(instant);
}
