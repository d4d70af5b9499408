import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { releaseLegalHold as run } from '../../actions/legal-holds.ts';

export const releaseLegalHold: NonNullable<MutationResolvers['releaseLegalHold']> = (_root, { input }, ctx) =>
  run(ctx, input);
