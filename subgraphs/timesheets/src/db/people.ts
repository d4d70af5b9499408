import type { Tx } from '@trekker/kit';

import type { PersonState } from './rows.ts';

/**
 * What is known of these people; those not known yet are absent. Which unit owns them is as of now, since it decides who
 * sees them. Of what kind they are is as it was known at an instant (Unix milliseconds; null: now), or as it was first known
 * where that was later.
 */
export async function peopleOf(
  { sql }: Tx,
  personIds: readonly string[],
  knownAt: number | null = null,
): Promise<Map<string, PersonState>> {
  const rows = await sql<{ key: string; from: number; data: PersonState | null }[]>`
    select key, valid_from as "from", data from timesheets.replicas
    where replica = 'people' and key = any(${[...personIds]}) and ${knownAt === null ? sql`valid_to is null` : sql`true`}
    order by valid_from`;
  const people = new Map<string, PersonState>();
  for (const [personId, states] of Map.groupBy(rows, ({ key }) => key)) {
    const now = states.at(-1)?.data;
    const then = knownAt === null ? now : (states.findLast(({ from }) => from <= knownAt) ?? states[0])?.data;
    if (now) people.set(personId, { unitId: now.unitId, kind: then?.kind ?? now.kind });
  }
  return people;
}
