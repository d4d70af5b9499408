import { unitReach } from '@trekker/kit';

import type { ApiKeyResolvers } from '../__generated__/resolvers.ts';

export const ApiKey: ApiKeyResolvers = {
  id: (row) => row.keyId,
  secretPrefix: (row) => row.tokenPrefix,
  unit: (row, _args, ctx) => (row.unitId === null ? null : ctx.loaders.unit.load(row.unitId)),
  createdBy(row, _args, { viewer, clock, loaders }) {
    const maySee = viewer !== null && unitReach(viewer, 'users:read', clock.now()).length > 0;
    return row.createdBy === null || !maySee ? null : loaders.user.load(row.createdBy);
  },
};
