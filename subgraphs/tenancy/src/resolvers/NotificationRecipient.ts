import type { NotificationRecipientResolvers } from '../__generated__/resolvers.ts';

export const NotificationRecipient: NotificationRecipientResolvers = {
  hasEmail: ({ email }) => email !== null,
};
