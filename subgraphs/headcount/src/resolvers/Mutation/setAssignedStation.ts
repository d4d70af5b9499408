import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { assignStations } from '../../actions/muster/assign-stations.ts';

export const setAssignedStation: NonNullable<MutationResolvers['setAssignedStation']> = (_root, { input }, ctx) =>
  assignStations(ctx, input);
