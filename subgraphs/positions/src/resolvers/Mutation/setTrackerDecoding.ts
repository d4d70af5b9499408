import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { setTrackerDecoding as run } from '../../actions/set-tracker-decoding.ts';

export const setTrackerDecoding: NonNullable<MutationResolvers['setTrackerDecoding']> = (_root, { input }, ctx) =>
  run(ctx, input);
