import type { SettingResolvers } from '../__generated__/resolvers.ts';
import { listSettingHistory } from '../actions/list-setting-history.ts';

export const Setting: SettingResolvers = {
  history: (row, args, ctx) => listSettingHistory(ctx, row.key, args),
};
