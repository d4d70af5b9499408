import { NotFoundError, permissionsOf, UnauthenticatedError } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { TenantRow, UserRow } from '../db/rows.ts';

/** Who is asking, in the SDL's terms. */
export async function describeViewer(
  ctx: Context,
): Promise<{ tenant: TenantRow; user: UserRow | null; permissions: string[] }> {
  const { viewer, loaders, clock } = ctx;
  if (!viewer) throw new UnauthenticatedError();
  const tenant = await loaders.tenant.load(viewer.tenantId);
  if (!tenant) throw new NotFoundError('Tenant', viewer.tenantId);
  const user = viewer.actor.kind === 'user' ? await loaders.user.load(viewer.actor.id) : null;
  return { tenant, user, permissions: permissionsOf(viewer, clock.now()) };
}
