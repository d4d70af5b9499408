import type { Tx } from '@trekker/kit';

import type { PlaceState, TenantState, ZoneState } from './rows.ts';

/** What zones and places say of a sheet. */
export interface Site {
  /** IANA name: the days of whoever was nowhere. */
  readonly tenantZone: string;
  /** IANA name of each zone's days. */
  readonly timeZones: ReadonlyMap<string, string>;
  /** Zones that are break areas. */
  readonly breaks: ReadonlySet<string>;
}

/** Until a tenant's own time zone has arrived. */
const NO_ZONE = 'UTC';

/** The site of the current tenant, as it is known now or was known at an instant (Unix milliseconds). */
export async function siteOf(tx: Tx, knownAt: number | null): Promise<Site> {
  const rows = await tx.sql<SiteRow[]>`
    select replica, key, data from timesheets.replicas
    where replica in ('tenants', 'places', 'zones') and data is not null
      and ${knownAt === null ? tx.sql`valid_to is null` : heldAt(tx, knownAt)}`;
  const places = new Map(rows.flatMap((row) => (row.replica === 'places' ? [[row.key, row.data] as const] : [])));
  const zones = rows.flatMap((row) => (row.replica === 'zones' ? [[row.key, row.data] as const] : []));
  const tenantZone = rows.flatMap((row) => (row.replica === 'tenants' ? row.data.timeZone : []))[0] ?? NO_ZONE;
  return {
    tenantZone,
    timeZones: new Map(zones.map(([zoneId, { placeId }]) => [zoneId, zoneAbove(placeId, places) ?? tenantZone])),
    breaks: new Set(zones.flatMap(([zoneId, { kind }]) => (kind === 'BREAK_AREA' ? zoneId : []))),
  };
}

/** The time zone of a place: its own, or that of the nearest above that has one. */
function zoneAbove(placeId: string | null, places: ReadonlyMap<string, PlaceState>): string | null {
  const path = placeId === null ? [] : (places.get(placeId)?.path ?? []);
  return path.reduce<string | null>((above, id) => places.get(id)?.timeZone ?? above, null);
}

function heldAt({ sql }: Tx, instant: number) {
  return sql`valid_from <= ${instant} and (valid_to is null or valid_to > ${instant})`;
}

type SiteRow =
  | { readonly replica: 'tenants'; readonly key: string; readonly data: TenantState }
  | { readonly replica: 'places'; readonly key: string; readonly data: PlaceState }
  | { readonly replica: 'zones'; readonly key: string; readonly data: ZoneState };
