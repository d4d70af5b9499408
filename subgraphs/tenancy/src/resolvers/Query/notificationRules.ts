import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listNotificationRules } from '../../actions/list-notification-rules.ts';

export const notificationRules: NonNullable<QueryResolvers['notificationRules']> = (_root, args, ctx) =>
  listNotificationRules(ctx, args);
