/** For whom rules are set: all trackers of the tenant, those of a unit and of all units below it, or one. */
export type FilterScope =
  | { readonly kind: 'TENANT' }
  | { readonly kind: 'UNIT'; readonly unitId: string }
  | { readonly kind: 'TRACKER'; readonly trackerId: string };

/** Stands where the whole tenant is meant. */
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** A scope as the table names it; the whole tenant needs no id of its own. */
export function scopeKey(scope: FilterScope): { readonly kind: FilterScope['kind']; readonly id: string } {
  switch (scope.kind) {
    case 'TENANT':
      return { kind: 'TENANT', id: NO_ID };
    case 'UNIT':
      return { kind: 'UNIT', id: scope.unitId };
    case 'TRACKER':
      return { kind: 'TRACKER', id: scope.trackerId };
  }
}

/** A scope as a message names it. */
export function scopeText(scope: FilterScope): string {
  switch (scope.kind) {
    case 'TENANT':
      return 'the tenant';
    case 'UNIT':
      return `unit ${scope.unitId}`;
    case 'TRACKER':
      return 'the tracker';
  }
}
