import { connectionOf } from '@trekker/kit';

import type { HeadcountResolvers } from '../__generated__/resolvers.ts';
import { splitHeadcount } from '../actions/split-headcount.ts';
import { keysOfPerson, pageOfPeople, parsePeoplePage } from '../domain/people-page.ts';

export const Headcount: HeadcountResolvers = {
  people({ people }, args) {
    const page = parsePeoplePage(args);
    return { ...connectionOf(pageOfPeople(people, page), page, keysOfPerson), totalCount: people.length };
  },
  split: (headcount, { by }, ctx) => splitHeadcount(ctx, headcount, by),
  limits: ({ question }, _args, ctx) => ctx.loaders.limits.load(question),
  async limit({ question }, _args, ctx) {
    const limits = await ctx.loaders.limits.load(question);
    return limits.find(({ limit }) => limit.kinds === null && limit.companyId === null) ?? null;
  },
};
