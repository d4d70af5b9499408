import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listPeople } from '../../actions/list-people.ts';

export const people: NonNullable<QueryResolvers['people']> = (_root, args, ctx) => listPeople(ctx, args);
