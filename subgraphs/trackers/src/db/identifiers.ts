import type { Tx } from '@trekker/kit';
import { asc, inArray } from 'drizzle-orm';

import type { IdentifierRow } from './rows.ts';
import { identifiers } from './tables.ts';

/** Identifiers of these trackers, oldest first. */
export function identifiersByTracker(tx: Tx, trackerIds: string[]): Promise<IdentifierRow[]> {
  return tx.db
    .select()
    .from(identifiers)
    .where(inArray(identifiers.trackerId, trackerIds))
    .orderBy(asc(identifiers.createdAt), asc(identifiers.identifier));
}

/** False when a tracker of the tenant has it already. Its own tracker may be written after it. */
export async function insertIdentifier(tx: Tx, row: IdentifierRow): Promise<boolean> {
  const inserted = await tx.db
    .insert(identifiers)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: identifiers.identifier });
  return inserted.length === 1;
}
