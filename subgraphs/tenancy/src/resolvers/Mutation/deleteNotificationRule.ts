import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { deleteNotificationRule as run } from '../../actions/delete-notification-rule.ts';

export const deleteNotificationRule: NonNullable<MutationResolvers['deleteNotificationRule']> = (
  _root,
  { input },
  ctx,
) => run(ctx, input);
