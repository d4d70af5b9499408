import type { Grant } from '@trekker/kit';

import { permissionsOfRole, type Role } from './roles.ts';

/** A stored grant and the units its subtree has now; null stands for the whole tenant. */
export interface GrantedRole {
  readonly role: Role;
  readonly units: readonly string[] | null;
  readonly until: number | null;
}

/** What the roles of a user allow, as a viewer carries it. */
export function grantsOf(roles: readonly GrantedRole[]): Grant[] {
  return roles.map(({ role, units, until }) => ({ permissions: permissionsOfRole(role), units, places: null, until }));
}
