import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { createUnit as run } from '../../actions/create-unit.ts';

export const createUnit: NonNullable<MutationResolvers['createUnit']> = (_root, { input }, ctx) => run(ctx, input);
