import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { createPerson as run } from '../../actions/create-person.ts';

export const createPerson: NonNullable<MutationResolvers['createPerson']> = (_root, { input }, ctx) => run(ctx, input);
