import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listLegalHolds } from '../../actions/legal-holds.ts';

export const legalHolds: NonNullable<QueryResolvers['legalHolds']> = (_root, args, ctx) => listLegalHolds(ctx, args);
