import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listDeliveries } from '../../actions/list-deliveries.ts';

export const notificationDeliveries: NonNullable<QueryResolvers['notificationDeliveries']> = (_root, args, ctx) =>
  listDeliveries(ctx, args);
