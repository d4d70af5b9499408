import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listMotion } from '../../actions/list-motion.ts';

export const motion: NonNullable<QueryResolvers['motion']> = (_root, args, ctx) => listMotion(ctx, args);
