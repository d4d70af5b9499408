import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { setPayloadSecret as run } from '../../actions/set-payload-secret.ts';

export const setPayloadSecret: NonNullable<MutationResolvers['setPayloadSecret']> = (_root, { input }, ctx) =>
  run(ctx, input);
