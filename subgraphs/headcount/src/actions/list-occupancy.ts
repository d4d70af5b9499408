import type { Context } from '../context.ts';
import type { OccupancyRow } from '../db/rows.ts';
import { placeIds, zonesHoldingAt } from '../db/zones.ts';

/** Zones that held at an instant and all places, empty ones included; people are counted when asked for. */
export function listOccupancy(ctx: Context, asOf: number): Promise<OccupancyRow> {
  return ctx.tenant.read(async (tx) => ({
    asOf,
    zoneIds: await zonesHoldingAt(tx, asOf),
    placeIds: await placeIds(tx),
  }));
}
