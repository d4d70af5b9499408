import type { Tx, Viewer } from '@trekker/kit';

import { grantsByUser } from '../db/grants.ts';
import type { UserRow } from '../db/rows.ts';
import { subtreeOf } from '../db/units.ts';
import { grantsOf } from '../domain/viewer.ts';

/** The viewer a user is, with subtrees expanded to the units they hold now. */
export async function loadViewer(
  tx: Tx,
  user: UserRow,
  { sessionId, expiresAt }: Pick<Viewer, 'sessionId' | 'expiresAt'>,
): Promise<Viewer> {
  const granted = await grantsByUser(tx, [user.userId]);
  const roots = granted.flatMap((grant) => grant.unitId ?? []);
  const below = roots.length ? await subtreeOf(tx, roots) : [];
  const grants = grantsOf(
    granted.map(({ role, unitId, until }) => ({
      role,
      until,
      units: unitId === null ? null : below.filter((unit) => unit.path.includes(unitId)).map((unit) => unit.unitId),
    })),
  );
  const { tenantId, userId, epoch } = user;
  return { tenantId, actor: { kind: 'user', id: userId }, grants, sessionId, epoch, expiresAt };
}
