import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { revokeCheckInCodes as run } from '../../actions/revoke-check-in-codes.ts';

export const revokeCheckInCodes: NonNullable<MutationResolvers['revokeCheckInCodes']> = (_root, { input }, ctx) =>
  run(ctx, input);
