import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { redeliverNotification as run } from '../../actions/redeliver-notification.ts';

export const redeliverNotification: NonNullable<MutationResolvers['redeliverNotification']> = (_root, { input }, ctx) =>
  run(ctx, input);
