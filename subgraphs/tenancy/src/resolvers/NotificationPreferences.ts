import type { NotificationPreferencesResolvers } from '../__generated__/resolvers.ts';
import { URGENT_KINDS } from '../domain/notifications/preferences.ts';

export const NotificationPreferences: NotificationPreferencesResolvers = {
  urgentKinds: () => [...URGENT_KINDS],
};
