import type { VisitEvidenceResolvers } from '../__generated__/resolvers.ts';

export const VisitEvidence: VisitEvidenceResolvers = {
  position: async (row, _args, { loaders }) =>
    (await loaders.trackerSeen.load(row.trackerId)) ? { id: row.positionId } : null,
};
