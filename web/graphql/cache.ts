import { cacheExchange, type KeyingConfig } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import type { Exchange } from '@urql/core';
import { cacheUpdates } from './cache-updates.ts';

// Types without an identity of their own: they live where they were asked for.
const EMBEDDED = [
  'AccessToken',
  'AddTrackerPayload',
  'Circle',
  'CreateIngestDoorPayload',
  'GeofenceConnection',
  'Headcount',
  'HeadcountPerson',
  'HeadcountPersonConnection',
  'IngestDoorConnection',
  'Occupancy',
  'PageInfo',
  'PersonConnection',
  'PlaceConnection',
  'PlaceOccupancy',
  'StalePhase',
  'TrackerConnection',
  'TrackersChange',
  'UserError',
  'UserErrorParam',
  'Viewer',
  'ZoneOccupancy',
];

/** The normalised cache: an entity seen in one answer or event is the same entity wherever it is shown. */
export function createCache(): Exchange {
  const keys: KeyingConfig = Object.fromEntries(EMBEDDED.map((type) => [type, () => null]));
  return cacheExchange({
    keys,
    updates: cacheUpdates,
    resolvers: {
      Query: {
        geofences: relayPagination(),
        people: relayPagination(),
        places: relayPagination(),
        trackers: relayPagination(),
      },
    },
  });
}
