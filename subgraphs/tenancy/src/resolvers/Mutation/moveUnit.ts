import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { moveUnit as run } from '../../actions/move-unit.ts';

export const moveUnit: NonNullable<MutationResolvers['moveUnit']> = (_root, { input }, ctx) => run(ctx, input);
