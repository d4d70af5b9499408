import type { Context } from '../context.ts';
import type { OccupancyRow } from '../db/rows.ts';
import { placeIds, zonesHoldingAt } from '../db/zones.ts';
import type { Instants } from '../domain/question.ts';

/** Zones that held at an instant and all places, empty ones included; people are counted when asked for. */
export function listOccupancy(ctx: Context, instants: Instants): Promise<OccupancyRow> {
  return ctx.tenant.read(async (tx) => ({
    instants,
    zoneIds: await zonesHoldingAt(tx, instants.at),
    placeIds: await placeIds(tx),
  }));
}
