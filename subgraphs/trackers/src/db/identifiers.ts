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

/** Claims identifiers; those that a tracker of the tenant has already are left out. Their tracker may be written later. */
export async function insertIdentifiers(tx: Tx, rows: readonly IdentifierRow[]): Promise<string[]> {
  if (!rows.length) return [];
  // In one order for everybody, so that no two wait for each other.
  const ordered = rows.toSorted((a, b) => (a.identifier < b.identifier ? -1 : 1));
  const inserted = await tx.db
    .insert(identifiers)
    .values(ordered)
    .onConflictDoNothing()
    .returning({ identifier: identifiers.identifier });
  return inserted.map(({ identifier }) => identifier);
}

/** Lets identifiers go: from now on they stand for nothing. */
export async function deleteIdentifiers(tx: Tx, names: string[]): Promise<void> {
  if (names.length) await tx.db.delete(identifiers).where(inArray(identifiers.identifier, names));
}
