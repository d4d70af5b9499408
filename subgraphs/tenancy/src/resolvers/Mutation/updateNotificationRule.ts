import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { updateNotificationRule as run } from '../../actions/update-notification-rule.ts';

export const updateNotificationRule: NonNullable<MutationResolvers['updateNotificationRule']> = (
  _root,
  { input },
  ctx,
) => run(ctx, input);
