import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { testNotificationRule as run } from '../../actions/test-notification-rule.ts';

export const testNotificationRule: NonNullable<MutationResolvers['testNotificationRule']> = (_root, { input }, ctx) =>
  run(ctx, input);
