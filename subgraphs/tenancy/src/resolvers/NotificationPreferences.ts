import type { NotificationPreferencesResolvers } from '../__generated__/resolvers.ts';
import { URGENT_KINDS } from '../domain/notifications/preferences.ts';

export const NotificationPreferences: NotificationPreferencesResolvers = {
  email: async ({ userId }, _args, ctx) => (await ctx.loaders.user.load(userId))?.email ?? null,
  urgentKinds: () => [...URGENT_KINDS],
};
