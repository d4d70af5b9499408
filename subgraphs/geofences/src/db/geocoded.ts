import type { Tx } from '@trekker/kit';

import { cellText, type GeocodedCell } from '../domain/whereabouts/cell.ts';

/** What a provider said of a cell. */
export interface Geocoded extends GeocodedCell {
  /** Null: it knows of nothing there. */
  readonly name: string | null;
  /** Unix milliseconds. */
  readonly askedAt: number;
}

/** What is known of cells, by their texts. */
export async function geocodedCells(tx: Tx, cells: readonly GeocodedCell[]): Promise<Map<string, Geocoded>> {
  const rows = await tx.sql<Geocoded[]>`
    select north, east, name, asked_at as "askedAt" from geofences.geocoded
    join unnest(${cells.map(({ north }) => north)}::integer[], ${cells.map(({ east }) => east)}::integer[])
      as wanted (north, east) using (north, east)`;
  return new Map(rows.map((row) => [cellText(row), row]));
}

/** Keeps what a provider said, in the place of what it said before. */
export async function saveGeocoded(tx: Tx, tenantId: string, { north, east, name, askedAt }: Geocoded): Promise<void> {
  await tx.sql`
    insert into geofences.geocoded (tenant_id, north, east, name, asked_at)
    values (${tenantId}, ${north}, ${east}, ${name}, ${askedAt})
    on conflict (tenant_id, north, east) do update set name = excluded.name, asked_at = excluded.asked_at`;
}
