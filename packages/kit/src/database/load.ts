import DataLoader from 'dataloader';

import { isUuid } from '../ids.ts';
import type { TenantAccess } from './tenant-access.ts';
import type { Tx } from './transaction.ts';

/** Rows that belong to a list of ids, in any order. */
export type RowsByIds<T> = (tx: Tx, ids: string[]) => Promise<T[]>;

/** A loader of the one row of an id, or null. What is no UUID is no id of ours and asks the database nothing. */
export function loadOne<T>(
  tenant: TenantAccess,
  rowsByIds: RowsByIds<T>,
  idOf: (row: T) => string,
): DataLoader<string, T | null> {
  return new DataLoader(async (ids) => {
    const wanted = ids.filter(isUuid);
    const rows = wanted.length ? await tenant.read((tx) => rowsByIds(tx, wanted)) : [];
    const byId = new Map(rows.map((row) => [idOf(row), row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** A loader of all rows of an id, in the order in which the query gives them. */
export function loadMany<T>(
  tenant: TenantAccess,
  rowsByIds: RowsByIds<T>,
  idOf: (row: T) => string,
): DataLoader<string, T[]> {
  return new DataLoader(async (ids) => {
    const wanted = ids.filter(isUuid);
    const rows = wanted.length ? await tenant.read((tx) => rowsByIds(tx, wanted)) : [];
    const byId = Map.groupBy(rows, idOf);
    return ids.map((id) => byId.get(id) ?? []);
  });
}
