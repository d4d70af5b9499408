import type { Tx } from '@trekker/kit';

import { createPlaceBook, type PlaceBook, type ToldFrom } from '../domain/place-book.ts';
import type { PlaceState, ZonePlaceState } from './rows.ts';

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

/**
 * Which zone was in which places when, archived ones included: visits outlive their zone for a moment.
 * @param knownAt leaves out what was told after it, Unix milliseconds, but what was told first of something; null: nothing.
 */
export async function placeBook(tx: Tx, knownAt: number | null = null): Promise<PlaceBook> {
  const rows = await tx.sql<BookRow[]>`
    select replica, key, valid_from as "from", data from headcount.replicas
    where replica in ('zone-places', 'places') order by valid_from`;
  const first = new Map(rows.toReversed().map((row) => [`${row.replica}/${row.key}`, row]));
  const known = rows.filter(
    (row) => knownAt === null || row.from <= knownAt || first.get(`${row.replica}/${row.key}`) === row,
  );
  return createPlaceBook(
    known.filter((row) => row.replica === 'zone-places'),
    known.filter((row) => row.replica === 'places'),
  );
}

type BookRow =
  | ({ readonly replica: 'zone-places' } & ToldFrom<ZonePlaceState>)
  | ({ readonly replica: 'places' } & ToldFrom<PlaceState>);
