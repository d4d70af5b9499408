import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { placeLegalHold as run } from '../../actions/legal-holds.ts';

export const placeLegalHold: NonNullable<MutationResolvers['placeLegalHold']> = (_root, { input }, ctx) =>
  run(ctx, input);
