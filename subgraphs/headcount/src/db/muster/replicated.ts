import type { Tx } from '@trekker/kit';

import type { UnitState } from '../../domain/muster/organisation.ts';
import type { Structure } from '../../domain/muster/scope.ts';

/** What the replica of places and zones keeps of one. */
export type StructureState =
  | {
      readonly type: 'PLACE';
      readonly name: string;
      /** Ids from the top down to the place itself. */
      readonly path: readonly string[];
      readonly timeZone: string | null;
    }
  | {
      readonly type: 'ZONE';
      readonly name: string;
      readonly kind: string;
      readonly placeId: string | null;
      readonly archived: boolean;
    };

/** What the replica of the organisation keeps: names of units, their paths, the tenant's time zone. */
export type OrganisationState =
  | { readonly name: string; readonly kind: string }
  | { readonly path: readonly string[] }
  | { readonly timeZone: string };

/** Every place and zone of the tenant, archived ones included. */
export async function structureOf(tx: Tx): Promise<Structure> {
  const rows = await tx.sql<{ key: string; data: StructureState }[]>`${currentOf(tx, 'muster-structure')}`;
  return {
    places: new Map(rows.flatMap(({ key, data }) => (data.type === 'PLACE' ? [[key, data]] : []))),
    zones: new Map(rows.flatMap(({ key, data }) => (data.type === 'ZONE' ? [[key, data]] : []))),
  };
}

/** Every unit of the tenant by id, and the tenant's time zone (IANA name). */
export async function organisationOf(tx: Tx): Promise<{ units: Map<string, UnitState>; timeZone: string }> {
  const rows = await tx.sql<{ key: string; data: OrganisationState }[]>`${currentOf(tx, 'muster-organisation')}`;
  const names = new Map<string, { name: string; kind: string }>();
  const paths = new Map<string, readonly string[]>();
  let timeZone = 'Etc/UTC';
  for (const { key, data } of rows) {
    if ('timeZone' in data) timeZone = data.timeZone;
    else if ('path' in data) paths.set(key.slice('path/'.length), data.path);
    else names.set(key.slice('name/'.length), data);
  }
  const units = [...paths].map(([unitId, path]): [string, UnitState] => {
    const { name, kind } = names.get(unitId) ?? { name: '', kind: '' };
    return [unitId, { name, kind, path }];
  });
  return { units: new Map(units), timeZone };
}

/** The present rows of one of the replicas. */
function currentOf(tx: Tx, replica: string) {
  return tx.sql`
    select key, data from headcount.replicas where replica = ${replica} and valid_to is null and data is not null`;
}
