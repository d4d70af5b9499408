import { degrees, meters } from '@trekker/geo';

import type { RegionEventResolvers } from '../__generated__/resolvers.ts';

export const RegionEvent: RegionEventResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.regionEvent.load(id),
  id: (row) => row.event_id,
  recordedAt: (row) => row.recorded_at,
  receivedAt: (row) => row.received_at,
  latitude: (row) => (row.latitude_e7 === null ? null : degrees(row.latitude_e7)),
  longitude: (row) => (row.longitude_e7 === null ? null : degrees(row.longitude_e7)),
  accuracyMeters: (row) => (row.accuracy_cm === null ? null : meters(row.accuracy_cm)),
};
