import type { TenantResolvers } from '../__generated__/resolvers.ts';

export const Tenant: TenantResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.tenant.load(id),
  id: (row) => row.tenantId,
};
