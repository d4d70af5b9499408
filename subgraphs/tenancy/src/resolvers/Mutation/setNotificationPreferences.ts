import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { setNotificationPreferences as run } from '../../actions/set-notification-preferences.ts';

export const setNotificationPreferences: NonNullable<MutationResolvers['setNotificationPreferences']> = (
  _root,
  { input },
  ctx,
) => run(ctx, input);
