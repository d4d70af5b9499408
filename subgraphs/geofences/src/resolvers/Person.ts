import type { PersonResolvers } from '../__generated__/resolvers.ts';
import { listPersonVisits } from '../actions/list-person-visits.ts';
import { withinTime } from '../domain/within-time.ts';

export const Person: PersonResolvers = {
  currentVisits: ({ id }, { asOf }, { loaders, clock }) =>
    loaders.personVisitsLasting.load({ id, at: withinTime(asOf ?? clock.now()) }),
  visits: ({ id }, args, ctx) => listPersonVisits(ctx, id, args),
};
