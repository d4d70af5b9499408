import type { Tx, UnitReach } from '@trekker/kit';
import { and, eq, inArray } from 'drizzle-orm';

import { within } from './conditions.ts';
import type { PersonRow } from './rows.ts';
import { people } from './tables.ts';

/** Those of these people that a reach covers. */
export function peopleById(tx: Tx, ids: string[], reach: UnitReach): Promise<PersonRow[]> {
  return tx.db
    .select()
    .from(people)
    .where(and(inArray(people.personId, ids), within(people.unitId, reach)));
}

export async function insertPerson(tx: Tx, row: PersonRow): Promise<void> {
  await tx.db.insert(people).values(row);
}

/** The person, locked against other changes until the transaction ends. */
export async function lockPerson(tx: Tx, personId: string): Promise<PersonRow | undefined> {
  const [row] = await tx.db.select().from(people).where(eq(people.personId, personId)).for('no key update');
  return row;
}

export async function updatePersonRow(tx: Tx, { personId, name, unitId, kind, trade, role }: PersonRow): Promise<void> {
  await tx.db.update(people).set({ name, unitId, kind, trade, role }).where(eq(people.personId, personId));
}
