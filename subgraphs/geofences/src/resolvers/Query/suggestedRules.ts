import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { suggestRules } from '../../actions/suggest-rules.ts';

export const suggestedRules: NonNullable<QueryResolvers['suggestedRules']> = (_root, args, ctx) =>
  suggestRules(ctx, args);
