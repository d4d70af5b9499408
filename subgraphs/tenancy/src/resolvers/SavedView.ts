import { NotFoundError } from '@trekker/kit';

import type { SavedViewResolvers } from '../__generated__/resolvers.ts';

export const SavedView: SavedViewResolvers = {
  id: (row) => row.viewId,
  isOwn: ({ userId }, _args, { viewer }) => viewer?.actor.id === userId,
  async ownerName({ userId }, _args, { loaders }) {
    const owner = await loaders.user.load(userId);
    if (!owner) throw new NotFoundError('user', userId);
    return owner.name;
  },
};
