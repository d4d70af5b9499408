import type { Tx } from '@trekker/kit';
import { and, desc, eq, gt, inArray, lte, type SQL } from 'drizzle-orm';

import type { InvitationRow } from './rows.ts';
import { invitations } from './tables.ts';

/** Invitations of the tenant that can be accepted at an instant, newest first. */
export function openInvitations(tx: Tx, now: number): Promise<InvitationRow[]> {
  return tx.db
    .select()
    .from(invitations)
    .where(gt(invitations.expiresAt, now))
    .orderBy(desc(invitations.createdAt), desc(invitations.invitationId));
}

export function invitationsById(tx: Tx, ids: string[]): Promise<InvitationRow[]> {
  return tx.db.select().from(invitations).where(inArray(invitations.invitationId, ids));
}

/** An invitation that can be accepted at an instant. */
export async function openInvitation(
  tx: Tx,
  { invitationId, now }: { invitationId: string; now: number },
): Promise<InvitationRow | undefined> {
  const [row] = await tx.db.select().from(invitations).where(isOpen(invitationId, now));
  return row;
}

/** An invitation that can be accepted, locked until the transaction ends: of two who accept it the second finds none. */
export async function lockOpenInvitation(
  tx: Tx,
  { invitationId, now }: { invitationId: string; now: number },
): Promise<InvitationRow | undefined> {
  const [row] = await tx.db.select().from(invitations).where(isOpen(invitationId, now)).for('update');
  return row;
}

/** False when somebody is invited under the sign-in name already. */
export async function insertInvitation(tx: Tx, row: InvitationRow): Promise<boolean> {
  const inserted = await tx.db
    .insert(invitations)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: invitations.invitationId });
  return inserted.length === 1;
}

/** The invitation that was deleted, or undefined when there was none. */
export async function deleteInvitation(tx: Tx, invitationId: string): Promise<InvitationRow | undefined> {
  const [row] = await tx.db.delete(invitations).where(eq(invitations.invitationId, invitationId)).returning();
  return row;
}

/** Deletes the invitations of the tenant that ran out before an instant or at it. */
export async function deleteInvitationsExpiredAt(tx: Tx, instant: number): Promise<void> {
  await tx.db.delete(invitations).where(lte(invitations.expiresAt, instant));
}

function isOpen(invitationId: string, now: number): SQL | undefined {
  return and(eq(invitations.invitationId, invitationId), gt(invitations.expiresAt, now));
}
