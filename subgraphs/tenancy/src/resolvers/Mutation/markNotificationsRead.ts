import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { markNotificationsRead as run } from '../../actions/mark-notifications-read.ts';

export const markNotificationsRead: NonNullable<MutationResolvers['markNotificationsRead']> = (_root, { input }, ctx) =>
  run(ctx, input);
