import type { Tx } from '@trekker/kit';

import { createPlaceTree, type PlaceTree } from '../domain/place-tree.ts';
import type { PlaceState, ZoneState } from './rows.ts';

/** Zones that hold at an instant (Unix milliseconds), by id. */
export async function zonesHoldingAt(tx: Tx, at: number): Promise<string[]> {
  const rows = await tx.sql<{ key: string }[]>`
    select key from headcount.replicas
    where replica = 'zones' and not (data->>'archived')::boolean
      and valid_from <= ${at} and (valid_to is null or valid_to > ${at})
    order by key`;
  return rows.map((row) => row.key);
}

/** Zones that hold at an instant or are going to, by id. */
export async function zonesNotOverAt(tx: Tx, at: number): Promise<string[]> {
  const rows = await tx.sql<{ key: string }[]>`
    select distinct key from headcount.replicas
    where replica = 'zones' and not (data->>'archived')::boolean and (valid_to is null or valid_to > ${at})
    order by key`;
  return rows.map((row) => row.key);
}

/** Every place, by id. */
export async function placeIds(tx: Tx): Promise<string[]> {
  const rows = await tx.sql<{ key: string }[]>`
    select key from headcount.replicas where replica = 'places' and valid_to is null order by key`;
  return rows.map((row) => row.key);
}

/** The places of the tenant and the zones in them, archived ones included: visits outlive their zone for a moment. */
export async function placeTree(tx: Tx): Promise<PlaceTree> {
  const rows = await tx.sql<TreeRow[]>`
    select replica, key, data from headcount.replicas where replica in ('zones', 'places') and valid_to is null`;
  const zones = new Map<string, ZoneState>();
  const places = new Map<string, PlaceState>();
  for (const row of rows) {
    if (row.replica === 'zones') zones.set(row.key, row.data);
    else places.set(row.key, row.data);
  }
  return createPlaceTree(zones, places);
}

type TreeRow =
  | { readonly replica: 'zones'; readonly key: string; readonly data: ZoneState }
  | { readonly replica: 'places'; readonly key: string; readonly data: PlaceState };
