import type { TrackerResolvers } from '../__generated__/resolvers.ts';
import { withinTime } from '../domain/within-time.ts';

export const Tracker: TrackerResolvers = {
  currentVisits: ({ id }, { asOf }, { loaders, clock }) =>
    loaders.visitsLasting.load({ id, at: withinTime(asOf ?? clock.now()) }),
};
