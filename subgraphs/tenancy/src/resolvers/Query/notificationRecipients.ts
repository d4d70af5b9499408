import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listRecipients } from '../../actions/list-recipients.ts';

export const notificationRecipients: NonNullable<QueryResolvers['notificationRecipients']> = (_root, args, ctx) =>
  listRecipients(ctx, args);
