import { NotFoundError, permissionsOf, UnauthenticatedError, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { TenantRow, UserRow } from '../db/rows.ts';

/** Who is asking, in the SDL's terms. */
export interface DescribedViewer {
  readonly tenant: TenantRow;
  readonly user: UserRow | null;
  /** Held on at least one unit, sorted. */
  readonly permissions: string[];
  /** Held on the whole tenant, sorted. */
  readonly tenantPermissions: string[];
}

/** Describes who is asking. Fails with UNAUTHENTICATED when nobody is signed in. */
export async function describeViewer(ctx: Context): Promise<DescribedViewer> {
  const { viewer, loaders, clock } = ctx;
  if (!viewer) throw new UnauthenticatedError();
  const tenant = await loaders.tenant.load(viewer.tenantId);
  if (!tenant) throw new NotFoundError('Tenant', viewer.tenantId);
  const user = viewer.actor.kind === 'user' ? await loaders.user.load(viewer.actor.id) : null;
  const now = clock.now();
  const permissions = permissionsOf(viewer, now);
  const tenantPermissions = permissions.filter((permission) => unitReach(viewer, permission, now) === 'all');
  return { tenant, user, permissions, tenantPermissions };
}
