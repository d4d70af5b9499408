import { connectionOf, isUuid, parsePage } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfLimitEvents } from '../db/limit-events.ts';
import type { LimitEventRow } from '../db/rows.ts';
import { placeBook } from '../db/zones.ts';
import type { LimitEventKind } from '../domain/limit/limit-event.ts';
import type { PlaceTree } from '../domain/place-tree.ts';
import { withinYears } from '../domain/span.ts';

/** Which events are meant; null or absent means: not limited. */
export interface LimitEventsMeant {
  readonly kinds?: readonly LimitEventKind[] | null | undefined;
  readonly zoneIds?: readonly string[] | null | undefined;
  readonly placeIds?: readonly string[] | null | undefined;
}

export interface ListLimitEventsArguments extends LimitEventsMeant {
  readonly from?: number | null | undefined;
  readonly to?: number | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of what became of limits, latest first, as it is believed now. */
export async function listLimitEvents(ctx: Context, args: ListLimitEventsArguments) {
  const page = parsePage(args, ['instant', 'uuid']);
  const { kinds = null, from, to } = args;
  const span = { from: from == null ? null : withinYears(from), to: to == null ? null : withinYears(to) };
  const rows = await ctx.tenant.read(async (tx) =>
    pageOfLimitEvents(
      tx,
      { kinds, ...span, targets: targetsMeant(args, (await placeBook(tx)).at(ctx.clock.now())) },
      page,
    ),
  );
  return connectionOf<LimitEventRow>(rows, page, ({ at, eventId }) => [String(at), eventId]);
}

/** The zones and places whose limits are meant; null: all. */
export function targetsMeant({ zoneIds, placeIds }: LimitEventsMeant, tree: PlaceTree) {
  if (zoneIds == null && placeIds == null) return null;
  const wanted = (placeIds ?? []).filter(isUuid);
  return {
    zoneIds: [...(zoneIds ?? []).filter(isUuid), ...wanted.flatMap((id) => [...tree.zonesOf(id)])],
    placeIds: wanted.flatMap((id) => [...tree.placesBelow(id)]),
  };
}
