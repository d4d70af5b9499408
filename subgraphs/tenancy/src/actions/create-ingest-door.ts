import {
  claimName,
  nameInput,
  parseInput,
  requireUnitPermission,
  secretName,
  uuidv7,
  type UserError,
} from '@trekker/kit';
import { object } from 'valibot';

import type { Context } from '../context.ts';
import { insertIngestDoor } from '../db/ingest-doors.ts';
import type { IngestDoorRow } from '../db/rows.ts';
import { newDoorToken } from '../domain/door-token.ts';
import { doorOpened, tenancyEvent } from '../events.ts';

export interface DoorCreated {
  readonly door: IngestDoorRow | null;
  readonly token: string | null;
  readonly userErrors: UserError[];
}

const schema = object({ name: nameInput });
const PREFIX_LENGTH = 6;
/** Kind under which doors are listed in the directory, by the SHA-256 of their token. */
export const DOOR = 'door';

/** Opens a door. Its token is told here once; what is kept cannot be turned back into it. */
export async function createIngestDoor(ctx: Context, input: { name: string }): Promise<DoorCreated> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'doors:write', { unitId: null, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { door: null, token: null, userErrors: parsed.userErrors };
  const token = newDoorToken();
  const door: IngestDoorRow = {
    tenantId,
    doorId: uuidv7(now),
    name: parsed.value.name,
    tokenPrefix: token.slice(0, PREFIX_LENGTH),
    tokenName: secretName(token),
    createdAt: now,
    closedAt: null,
  };
  return ctx.tenant.write(async (tx) => {
    await claimName(tx, { kind: DOOR, name: door.tokenName, entityId: door.doorId });
    await insertIngestDoor(tx, door);
    tx.publish(tenancyEvent(doorOpened, tenantId, { doorId: door.doorId }));
    return { door, token, userErrors: [] };
  });
}
