import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { deleteView as run } from '../../actions/delete-view.ts';

export const deleteView: NonNullable<MutationResolvers['deleteView']> = (_root, { input }, ctx) => run(ctx, input);
