import { ForbiddenError, UnauthenticatedError } from './errors.ts';

/** Who acts. `id` is the id of the user, key, device or service; an operator is the installation's own staff. */
export interface Actor {
  readonly kind: 'user' | 'key' | 'device' | 'service' | 'operator';
  readonly id: string;
}

/**
 * What a viewer may do, and where.
 * A list of units or places is already expanded: it names every unit or place of the granted subtree.
 */
export interface Grant {
  readonly permissions: readonly string[];
  /** Units the grant covers, or null for the whole tenant. */
  readonly units: readonly string[] | null;
  /** Places the grant covers, or null for all of them. */
  readonly places: readonly string[] | null;
  /** Unix milliseconds at which the grant ends by itself, or null. */
  readonly until: number | null;
}

/** A verified caller. Made only from a verified credential, never from input. */
export interface Viewer {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly grants: readonly Grant[];
  /** Session the credential belongs to, or null for keys and services. */
  readonly sessionId: string | null;
  /** Grows whenever the viewer's rights shrink; a credential with an older epoch is refused. */
  readonly epoch: number;
  /** Unix milliseconds at which the credential expires, or null. */
  readonly expiresAt: number | null;
}

/** Units a permission reaches: everything in the tenant, or just these. */
export type UnitReach = 'all' | readonly string[];

/** Fails with UNAUTHENTICATED when nobody is signed in, with FORBIDDEN when no grant holds `permission`. */
export function requirePermission(viewer: Viewer | null, permission: string, now: number): Viewer {
  if (!viewer) throw new UnauthenticatedError();
  if (!liveGrants(viewer, permission, now).length) throw new ForbiddenError(permission);
  return viewer;
}

/** Which units `permission` reaches for this viewer; an empty list when none. */
export function unitReach(viewer: Viewer, permission: string, now: number): UnitReach {
  const grants = liveGrants(viewer, permission, now);
  if (grants.some((grant) => grant.units === null)) return 'all';
  return [...new Set(grants.flatMap((grant) => grant.units ?? []))].toSorted();
}

/** Whether a reach covers something owned by a unit; what no unit owns belongs to the tenant itself. */
export function coversUnit(reach: UnitReach, unitId: string | null): boolean {
  return reach === 'all' || (unitId !== null && reach.includes(unitId));
}

/**
 * Like `requirePermission`, for something owned by one unit, or by the tenant itself where `unitId` is null.
 * FORBIDDEN does not tell whether the unit exists.
 */
export function requireUnitPermission(
  viewer: Viewer | null,
  permission: string,
  { unitId, now }: { unitId: string | null; now: number },
): Viewer {
  const known = requirePermission(viewer, permission, now);
  if (!coversUnit(unitReach(known, permission, now), unitId)) throw new ForbiddenError(permission);
  return known;
}

/** Every permission held on at least one unit, sorted. */
export function permissionsOf(viewer: Viewer, now: number): string[] {
  return [
    ...new Set(viewer.grants.filter((grant) => isLive(grant, now)).flatMap((grant) => grant.permissions)),
  ].toSorted();
}

function liveGrants(viewer: Viewer, permission: string, now: number): Grant[] {
  return viewer.grants.filter((grant) => isLive(grant, now) && grant.permissions.includes(permission));
}

function isLive(grant: Grant, now: number): boolean {
  return grant.until === null || now < grant.until;
}
