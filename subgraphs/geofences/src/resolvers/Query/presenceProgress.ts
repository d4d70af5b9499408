import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { presenceProgress as run } from '../../actions/presence-progress.ts';

export const presenceProgress: NonNullable<QueryResolvers['presenceProgress']> = (_root, _args, ctx) => run(ctx);
