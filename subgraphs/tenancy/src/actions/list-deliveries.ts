import { connectionOf, EARLIEST_INSTANT, isUuid, LATEST_INSTANT, parsePage, requireUnitPermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfDeliveries } from '../db/notifications/deliveries.ts';
import type { NotificationDeliveryRow } from '../db/rows.ts';
import type { Channel, DeliveryState } from '../domain/notifications/kinds.ts';

export interface ListDeliveriesArguments {
  readonly filter?: DeliveryFilter | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** Which deliveries fit. Times are Unix milliseconds. */
export interface DeliveryFilter {
  readonly endpointId?: string | null | undefined;
  readonly ruleId?: string | null | undefined;
  readonly channel?: Channel | null | undefined;
  readonly state?: DeliveryState | null | undefined;
  readonly from?: number | null | undefined;
  readonly to?: number | null | undefined;
}

/** A page of what became of everything that was told, newest first; for who may see that of the whole tenant. */
export async function listDeliveries(ctx: Context, { filter, ...args }: ListDeliveriesArguments) {
  requireUnitPermission(ctx.viewer, 'notifications:read', { unitId: null, now: ctx.clock.now() });
  const page = parsePage(args, ['instant', 'uuid']);
  const { endpointId = null, ruleId = null, channel = null, state = null } = filter ?? {};
  const isNothing = [endpointId, ruleId].some((id) => id !== null && !isUuid(id));
  const wanted = { endpointId, ruleId, channel, state, from: instantOf(filter?.from), to: instantOf(filter?.to) };
  const rows = isNothing ? [] : await ctx.tenant.read((tx) => pageOfDeliveries(tx, wanted, page));
  return connectionOf(rows, page, ({ createdAt, deliveryId }: NotificationDeliveryRow) => [
    String(createdAt),
    deliveryId,
  ]);
}

/** The nearest instant that PostgreSQL takes, or null. */
function instantOf(given: number | null | undefined): number | null {
  return given == null ? null : Math.min(Math.max(given, EARLIEST_INSTANT), LATEST_INSTANT);
}
