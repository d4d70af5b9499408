/** Permissions that no key may hold. */
const NEVER: ReadonlySet<string> = new Set(['keys:write', 'users:write']);

/** One kind of thing with what may be given of it. */
export interface PermissionRow {
  /** What it is about, for example `positions`. */
  readonly what: string;
  readonly read: string | null;
  readonly write: string | null;
}

/** What a viewer may give to a key, by what it is about, in the order of the alphabet. */
export function permissionRows(held: readonly string[]): PermissionRow[] {
  const given = new Set(held.filter((permission) => !NEVER.has(permission)));
  const names = new Set([...given].map((permission) => permission.slice(0, permission.lastIndexOf(':'))));
  const of = (name: string, way: string) => (given.has(`${name}:${way}`) ? `${name}:${way}` : null);
  return [...names].toSorted().map((what) => ({ what, read: of(what, 'read'), write: of(what, 'write') }));
}
