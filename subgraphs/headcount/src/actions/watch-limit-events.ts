import {
  encodeCursor,
  headKey,
  payloadOf,
  permissionsOf,
  readHead,
  requirePermission,
  type Entry,
  type Head,
  offsetBehind,
} from '@trekker/kit';

import type { Context } from '../context.ts';
import type { LimitEventChangeRow } from '../db/rows.ts';
import { placeBook } from '../db/zones.ts';
import { headOfTenant } from '../domain/stream-point.ts';
import { HEADCOUNT_EVENTS_TOPIC, limitEvent } from '../events.ts';
import { targetsMeant, type LimitEventsMeant } from './list-limit-events.ts';

const PERMISSION = 'headcount:read';

export interface WatchLimitEventsArguments extends LimitEventsMeant {
  readonly after?: string | null | undefined;
}

/** A change, and of what the limit is. */
interface Told {
  readonly change: LimitEventChangeRow;
  readonly zoneId: string | null;
  readonly placeId: string | null;
}

/**
 * Everything that is told of limits, behind a cursor or from now on; ends when the viewer's permission does. Fails with
 * INVALID_INPUT for what is no cursor, with CURSOR_EXPIRED for one of another log or too old.
 */
export async function watchLimitEvents(
  ctx: Context,
  { after = null, ...meant }: WatchLimitEventsArguments,
): Promise<AsyncIterableIterator<LimitEventChangeRow>> {
  const viewer = requirePermission(ctx.viewer, PERMISSION, ctx.clock.now());
  const head = headOfTenant(HEADCOUNT_EVENTS_TOPIC, viewer.tenantId);
  const kinds = meant.kinds && new Set(meant.kinds);
  return readHead({
    head,
    after: after === null ? null : offsetBehind(after, head),
    tail: ctx.tail,
    read: (fn) => ctx.tenant.read(fn),
    async pick(entries) {
      if (!permissionsOf(viewer, ctx.clock.now()).includes(PERMISSION)) return null;
      const told = entries.flatMap((entry) => toldIn(entry, head));
      const ofKinds = told.filter(({ change }) => !kinds || kinds.has(change.event.kind));
      return (await ofTargets(ctx, ofKinds, meant)).map(({ change }) => change);
    },
  });
}

function toldIn(entry: Entry, head: Head): Told[] {
  if (entry.type !== limitEvent.type) return [];
  const { status, geofenceId: zoneId, placeId, ...event } = payloadOf(entry, limitEvent);
  const cursor = encodeCursor({ [headKey(head)]: entry.offset });
  return [{ change: { cursor, status, event: { ...event, knownFrom: entry.at } }, zoneId, placeId }];
}

/** Those of limits of the zones and places that are meant. */
async function ofTargets(ctx: Context, told: readonly Told[], meant: LimitEventsMeant): Promise<readonly Told[]> {
  if (!told.length || (meant.zoneIds == null && meant.placeIds == null)) return told;
  const book = await ctx.tenant.read(placeBook);
  const targets = targetsMeant(meant, book.at(ctx.clock.now()));
  const [zones, places] = [new Set(targets?.zoneIds), new Set(targets?.placeIds)];
  return told.filter(({ zoneId, placeId }) => zones.has(zoneId ?? '') || places.has(placeId ?? ''));
}
