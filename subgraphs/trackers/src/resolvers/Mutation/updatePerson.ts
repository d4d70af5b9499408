import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { updatePerson as run } from '../../actions/update-person.ts';

export const updatePerson: NonNullable<MutationResolvers['updatePerson']> = (_root, { input }, ctx) => run(ctx, input);
