import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { updateUnit as run } from '../../actions/update-unit.ts';

export const updateUnit: NonNullable<MutationResolvers['updateUnit']> = (_root, { input }, ctx) => run(ctx, input);
