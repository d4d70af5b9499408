import type { VisitEvidenceResolvers } from '../__generated__/resolvers.ts';

export const VisitEvidence: VisitEvidenceResolvers = {
  position: (row) => ({ id: row.positionId }),
};
