import type { UserResolvers } from '../__generated__/resolvers.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.user.load(id),
  id: (row) => row.userId,
  grants: (row, _args, ctx) => ctx.loaders.userGrants.load(row.userId),
};
