import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { updateView as run } from '../../actions/update-view.ts';

export const updateView: NonNullable<MutationResolvers['updateView']> = (_root, { input }, ctx) => run(ctx, input);
