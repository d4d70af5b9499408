import { NotFoundError } from '@trekker/kit';

import type { VisitChangeResolvers } from '../__generated__/resolvers.ts';

export const VisitChange: VisitChangeResolvers = {
  visit: async ({ visitId, revision }, _args, ctx) => {
    const visit = await ctx.loaders.visitRevision.load({ visitId, revision });
    if (!visit) throw new NotFoundError('Visit', visitId);
    return visit;
  },
};
