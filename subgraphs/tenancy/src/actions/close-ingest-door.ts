import { isUuid, releaseName, requireUnitPermission, userError, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { closeDoor } from '../db/ingest-doors.ts';
import type { IngestDoorRow } from '../db/rows.ts';
import { doorClosed, tenancyEvent } from '../events.ts';
import { DOOR } from './create-ingest-door.ts';

export interface DoorClosed {
  readonly door: IngestDoorRow | null;
  readonly userErrors: UserError[];
}

/** Closes a door: its token stands for nothing from the commit on. */
export async function closeIngestDoor(ctx: Context, { doorId }: { doorId: string }): Promise<DoorClosed> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'doors:write', { unitId: null, now });
  return ctx.tenant.write(async (tx) => {
    const door = isUuid(doorId) ? await closeDoor(tx, doorId, now) : undefined;
    if (!door) {
      const unknown = userError('doorId', 'NOT_FOUND', `there is no open door ${JSON.stringify(doorId)}`);
      return { door: null, userErrors: [unknown] };
    }
    await releaseName(tx, { kind: DOOR, name: door.tokenName });
    tx.publish(tenancyEvent(doorClosed, tenantId, { doorId }));
    return { door, userErrors: [] };
  });
}
