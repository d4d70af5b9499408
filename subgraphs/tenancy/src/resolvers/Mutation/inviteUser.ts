import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { inviteUser as run } from '../../actions/invite-user.ts';

export const inviteUser: NonNullable<MutationResolvers['inviteUser']> = (_root, { input }, ctx) => run(ctx, input);
