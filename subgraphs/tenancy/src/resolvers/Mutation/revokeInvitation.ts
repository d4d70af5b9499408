import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { revokeInvitation as run } from '../../actions/revoke-invitation.ts';

export const revokeInvitation: NonNullable<MutationResolvers['revokeInvitation']> = (_root, { input }, ctx) =>
  run(ctx, input);
