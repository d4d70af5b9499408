import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { showRetention } from '../../actions/show-retention.ts';

export const positionRetention: NonNullable<QueryResolvers['positionRetention']> = (_root, _args, ctx) =>
  showRetention(ctx);
