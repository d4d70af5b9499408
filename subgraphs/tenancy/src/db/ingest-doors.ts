import type { Tx } from '@trekker/kit';
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';

import type { IngestDoorRow } from './rows.ts';
import { ingestDoors } from './tables.ts';

/** Every door of the tenant, newest first. */
export function allIngestDoors(tx: Tx): Promise<IngestDoorRow[]> {
  return tx.db.select().from(ingestDoors).orderBy(desc(ingestDoors.createdAt), desc(ingestDoors.doorId));
}

export function ingestDoorsById(tx: Tx, doorIds: string[]): Promise<IngestDoorRow[]> {
  return tx.db.select().from(ingestDoors).where(inArray(ingestDoors.doorId, doorIds));
}

export async function insertIngestDoor(tx: Tx, row: IngestDoorRow): Promise<void> {
  await tx.db.insert(ingestDoors).values(row);
}

/** The door that was closed, or undefined when there was no open door of this id. */
export async function closeDoor(tx: Tx, doorId: string, closedAt: number): Promise<IngestDoorRow | undefined> {
  const [row] = await tx.db
    .update(ingestDoors)
    .set({ closedAt })
    .where(and(eq(ingestDoors.doorId, doorId), isNull(ingestDoors.closedAt)))
    .returning();
  return row;
}
