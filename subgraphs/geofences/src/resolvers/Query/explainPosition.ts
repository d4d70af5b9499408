import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { explainPosition as run } from '../../actions/explain-position.ts';

export const explainPosition: NonNullable<QueryResolvers['explainPosition']> = (_root, args, ctx) => run(ctx, args);
