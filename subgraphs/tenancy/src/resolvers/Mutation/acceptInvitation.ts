import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { acceptInvitation as run } from '../../actions/accept-invitation.ts';

export const acceptInvitation: NonNullable<MutationResolvers['acceptInvitation']> = (_root, { input }, ctx) =>
  run(ctx, input);
