import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { erasePerson as run } from '../../actions/erase-person.ts';

export const erasePerson: NonNullable<MutationResolvers['erasePerson']> = (_root, { input }, ctx) => run(ctx, input);
