import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { markPresence as run } from '../../actions/mark-presence.ts';

export const markPresence: NonNullable<MutationResolvers['markPresence']> = (_root, { input }, ctx) => run(ctx, input);
