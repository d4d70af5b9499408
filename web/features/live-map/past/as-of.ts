import type {
  CarriedAsOfQuery,
  ConnectionStatus,
  TrackerRowFragment,
  ZonesAsOfQuery,
} from '../../../__generated__/graphql.ts';
import { freshnessOf, type Freshness } from '../../../live/age.ts';
import type { Headcounts } from '../../../live/headcount/headcount-store.ts';
import type { ZoneRow } from '../../../live/headcount/use-zones.ts';
import type { PositionStore } from '../../../live/position-store.ts';

/** A tracker with everybody who carried it. */
export type CarriedTracker = CarriedAsOfQuery['trackers']['nodes'][number];

/** How well a tracker was heard from, by the age its newest position had. */
const CONNECTIONS: Readonly<Record<Freshness, ConnectionStatus>> = {
  fresh: 'CONNECTED',
  aging: 'IDLE',
  stale: 'DISCONNECTED',
};

/**
 * Trackers as they were at an instant: carried by whom they were carried by then. Those that nobody carried and nothing
 * had been heard of are left out.
 */
export function trackersAsOf(
  trackers: readonly CarriedTracker[],
  { at, positions }: { readonly at: number; readonly positions: PositionStore },
): TrackerRowFragment[] {
  return trackers.flatMap(({ id, name, identifiers, unit, assignments }): TrackerRowFragment[] => {
    const position = positions.get(id);
    const assignment = assignments.find((each) => holdsAt(each, at));
    if (!position && !assignment) return [];
    return [
      {
        id,
        name,
        identifiers,
        unit,
        person: assignment?.person ?? null,
        asset: assignment?.asset ?? null,
        connection: position ? CONNECTIONS[freshnessOf(position.recordedAt, at)] : 'DISCONNECTED',
        lastHeardAt: position ? new Date(position.recordedAt).toISOString() : null,
      },
    ];
  });
}

/** Zones with their headcounts in the shapes they had at an instant. */
export function zonesAsOf(
  zones: ZonesAsOfQuery['occupancy']['zones'],
  at: number,
): { zones: ZoneRow[]; headcounts: Headcounts } {
  const shaped = zones.flatMap(({ zone: { versions, ...zone }, headcount }) => {
    const version = versions.find(({ validFrom, validTo }) => holdsAt({ from: validFrom, to: validTo }, at));
    return version ? [{ zone: { ...zone, version }, headcount }] : [];
  });
  return {
    zones: shaped.map(({ zone }) => zone),
    headcounts: {
      zones: new Map(
        shaped.map(({ zone, headcount }) => [zone.id, { ...headcount, version: 0, shape: zone.version.id }]),
      ),
      places: new Map(),
      version: 0,
    },
  };
}

function holdsAt(
  { from, to }: { readonly from: string; readonly to?: string | null | undefined },
  at: number,
): boolean {
  return Date.parse(from) <= at && (!to || at < Date.parse(to));
}
