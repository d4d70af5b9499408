import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listNotifications } from '../../actions/list-notifications.ts';

export const notifications: NonNullable<QueryResolvers['notifications']> = (_root, args, ctx) =>
  listNotifications(ctx, args);
