import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { ownPreferences } from '../../actions/own-preferences.ts';

export const notificationPreferences: NonNullable<QueryResolvers['notificationPreferences']> = (_root, _args, ctx) =>
  ownPreferences(ctx);
