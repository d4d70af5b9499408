import type { Tx } from '@trekker/kit';

import type { PersonState } from './rows.ts';

/** What is known now of these people; those not known yet are absent. */
export async function peopleOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, PersonState>> {
  const rows = await tx.sql<{ key: string; data: PersonState }[]>`
    select key, data from timesheets.replicas
    where replica = 'people' and key = any(${[...personIds]}) and valid_to is null and data is not null`;
  return new Map(rows.map((row) => [row.key, row.data]));
}
