import type { Client } from 'urql';
import type {
  FedGeofenceEventFragment,
  FedLimitEventFragment,
  GeofenceEventStatus,
  LimitEventStatus,
} from '../../__generated__/graphql.ts';
import { GEOFENCE_EVENT, GEOFENCE_EVENTS, LIMIT_EVENT, LIMIT_EVENTS } from './documents.graphql.ts';
import type { EventFilter } from './event-filter.ts';
import type { EventSource, FedEvent } from './event-list.ts';

/** A page of a source. */
export interface EventPage {
  readonly source: EventSource;
  readonly events: readonly FedEvent[];
  /** Cursor of the next page, or null. */
  readonly next: string | null;
}

/** Of which source, which of its events, and whether with what the viewer was told of them. */
export interface EventQuestion {
  readonly source: EventSource;
  readonly filter: EventFilter;
  readonly told: boolean;
}

/** Asks for a page of a source. @param after cursor to read on behind; null: the newest. Null when nothing was answered. */
export async function askEvents(
  client: Client,
  { source, filter, told, after }: EventQuestion & { readonly after: string | null },
): Promise<EventPage | null> {
  const fresh = { requestPolicy: 'network-only' } as const;
  const { from, to } = filter;
  if (source === 'geofence') {
    const variables = { ...geofenceVariables(filter), told, from, to, after };
    const page = (await client.query(GEOFENCE_EVENTS, variables, fresh)).data?.geofenceEvents;
    return page ? { source, events: page.nodes.map((event) => ofGeofence(event)), next: nextOf(page) } : null;
  }
  const variables = { ...limitVariables(filter), told, from, to, after };
  const page = (await client.query(LIMIT_EVENTS, variables, fresh)).data?.limitEvents;
  return page ? { source, events: page.nodes.map((event) => ofLimit(event)), next: nextOf(page) } : null;
}

/** Tells of what happens from now on; returns how to stop. After a break it goes on behind what was told last. */
export function followEvents(
  client: Client,
  { source, filter, told, onTold }: EventQuestion & { readonly onTold: (event: FedEvent) => void },
): () => void {
  const followed =
    source === 'geofence'
      ? client.subscription(GEOFENCE_EVENT, { ...geofenceVariables(filter), told }).subscribe(({ data }) => {
          if (data) onTold(ofGeofence(data.geofenceEvent.event, data.geofenceEvent.status));
        })
      : client.subscription(LIMIT_EVENT, { ...limitVariables(filter), told }).subscribe(({ data }) => {
          if (data) onTold(ofLimit(data.limitEvent.event, data.limitEvent.status));
        });
  return () => followed.unsubscribe();
}

const CORRECTED: Readonly<Record<GeofenceEventStatus | LimitEventStatus, FedEvent['corrected']>> = {
  NEW: 'no',
  REVISED: 'revised',
  RETRACTED: 'retracted',
};

function ofGeofence(event: FedGeofenceEventFragment, status: GeofenceEventStatus = 'NEW'): FedEvent {
  return { source: 'geofence', event, corrected: CORRECTED[status] };
}

function ofLimit(event: FedLimitEventFragment, status: LimitEventStatus = 'NEW'): FedEvent {
  return { source: 'limit', event, corrected: CORRECTED[status] };
}

function geofenceVariables({ geofenceKinds, zoneId, who }: EventFilter) {
  return {
    kinds: geofenceKinds.length ? [...geofenceKinds] : null,
    geofenceIds: zoneId === null ? null : [zoneId],
    personIds: who?.kind === 'person' ? [who.id] : null,
    trackerIds: who?.kind === 'tracker' ? [who.id] : null,
  };
}

function limitVariables({ limitKinds, zoneId }: EventFilter) {
  return { kinds: limitKinds.length ? [...limitKinds] : null, zoneIds: zoneId === null ? null : [zoneId] };
}

function nextOf({ pageInfo }: { pageInfo: { hasNextPage: boolean; endCursor: string | null } }): string | null {
  return pageInfo.hasNextPage ? pageInfo.endCursor : null;
}
