import { NotFoundError } from '@trekker/kit';

import type { PositionJudgementResolvers } from '../__generated__/resolvers.ts';

export const PositionJudgement: PositionJudgementResolvers = {
  geofence: async ({ geofenceId }, _args, ctx) => {
    const geofence = await ctx.loaders.geofence.load(geofenceId);
    if (!geofence) throw new NotFoundError('Geofence', geofenceId);
    return geofence;
  },
};
