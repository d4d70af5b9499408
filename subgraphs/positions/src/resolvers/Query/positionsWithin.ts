import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { findWithin } from '../../actions/find-within.ts';

export const positionsWithin: NonNullable<QueryResolvers['positionsWithin']> = (_root, args, ctx) =>
  findWithin(ctx, args);
