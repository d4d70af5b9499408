import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { createNotificationRule as run } from '../../actions/create-notification-rule.ts';

export const createNotificationRule: NonNullable<MutationResolvers['createNotificationRule']> = (
  _root,
  { input },
  ctx,
) => run(ctx, input);
