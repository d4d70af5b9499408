import type { MusterCompanyCountsResolvers } from '../__generated__/resolvers.ts';

export const MusterCompanyCounts: MusterCompanyCountsResolvers = {
  company: ({ id }) => (id === null ? null : { id }),
};
