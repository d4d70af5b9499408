import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { saveView as run } from '../../actions/save-view.ts';

export const saveView: NonNullable<MutationResolvers['saveView']> = (_root, { input }, ctx) => run(ctx, input);
