import type { QueryResolvers } from '../../__generated__/resolvers.ts';

/** Late positions derive what they touch anew, so none waits. */
export const pendingDerivation: NonNullable<QueryResolvers['pendingDerivation']> = () => ({
  positions: 0,
  trackers: 0,
});
