import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { acknowledgeNotification as run } from '../../actions/acknowledge-notification.ts';

export const acknowledgeNotification: NonNullable<MutationResolvers['acknowledgeNotification']> = (
  _root,
  { input },
  ctx,
) => run(ctx, input);
