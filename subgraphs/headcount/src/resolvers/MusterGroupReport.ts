import type { MusterGroupReportResolvers } from '../__generated__/resolvers.ts';

export const MusterGroupReport: MusterGroupReportResolvers = {
  company: ({ kind, id }) => (kind === 'COMPANY' && id !== null ? { id } : null),
  zone: ({ kind, id }) => (kind !== 'COMPANY' && id !== null ? { id } : null),
};
