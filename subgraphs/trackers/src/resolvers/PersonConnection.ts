import type { PersonConnectionResolvers } from '../__generated__/resolvers.ts';
import type { PersonKind } from '../domain/person-kind.ts';

export const PersonConnection: PersonConnectionResolvers = {
  totalCount: (row) => row.count(),
  connectionCounts: (row) => row.countByConnection(),
  async kindCounts(row) {
    const counts = await row.countByKind();
    const of = (kind: PersonKind) => counts.get(kind) ?? 0;
    return { employees: of('EMPLOYEE'), contractors: of('CONTRACTOR'), visitors: of('VISITOR') };
  },
};
