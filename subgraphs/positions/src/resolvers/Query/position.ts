import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { findPosition } from '../../actions/find-position.ts';

export const position: NonNullable<QueryResolvers['position']> = (_root, { id }, ctx) => findPosition(ctx, id);
