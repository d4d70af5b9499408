import {
  encodeCursor,
  headKey,
  payloadOf,
  readHead,
  requirePermission,
  type Entry,
  type Head,
  offsetBehind,
} from '@trekker/kit';

import type { Context } from '../context.ts';
import { trackersWithin } from '../db/reach.ts';
import type { VisitChangeRow } from '../db/rows.ts';
import { visitChanged, VISITS_TOPIC } from '../events.ts';

export interface WatchVisitsArguments {
  readonly geofenceIds?: readonly string[] | null | undefined;
  readonly after?: string | null | undefined;
}

/**
 * Every change of a visit of a tracker the viewer may see, behind a cursor or from now on. Fails with INVALID_INPUT for
 * what is no cursor, with CURSOR_EXPIRED for one of another log or too old.
 */
export async function watchVisits(
  ctx: Context,
  { geofenceIds = null, after = null }: WatchVisitsArguments,
): Promise<AsyncIterableIterator<VisitChangeRow>> {
  const { tenantId } = requirePermission(ctx.viewer, 'visits:read', ctx.clock.now());
  const head = { topic: VISITS_TOPIC, tenantId, partition: 0 };
  const wanted = geofenceIds && new Set(geofenceIds);
  return readHead({
    head,
    after: after === null ? null : offsetBehind(after, head),
    tail: ctx.tail,
    read: (fn) => ctx.tenant.read(fn),
    async pick(entries) {
      const reach = ctx.reach('visits:read');
      if (reach !== 'all' && !reach.length) return null;
      const changes = entries.flatMap((entry) => changeIn(entry, head, wanted) ?? []);
      const ids = [...new Set(changes.map(({ trackerId }) => trackerId))];
      const visible =
        reach === 'all' || !ids.length ? null : await ctx.tenant.read((tx) => trackersWithin(tx, ids, reach));
      return changes.filter(({ trackerId }) => visible?.has(trackerId) ?? true);
    },
  });
}

function changeIn(
  entry: Entry,
  head: Head,
  wanted: ReadonlySet<string> | null,
): (VisitChangeRow & { trackerId: string }) | null {
  if (entry.type !== visitChanged.type) return null;
  const { kind, visitId, revision, trackerId, geofenceId } = payloadOf(entry, visitChanged);
  if (wanted && !wanted.has(geofenceId)) return null;
  return { cursor: encodeCursor({ [headKey(head)]: entry.offset }), kind, visitId, revision, trackerId };
}
