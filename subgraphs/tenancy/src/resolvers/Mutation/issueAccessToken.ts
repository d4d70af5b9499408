import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { issueAccessToken as run } from '../../actions/issue-access-token.ts';

export const issueAccessToken: NonNullable<MutationResolvers['issueAccessToken']> = (_root, _args, ctx) => run(ctx);
