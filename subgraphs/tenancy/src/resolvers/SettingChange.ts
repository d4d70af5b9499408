import type { SettingChangeResolvers } from '../__generated__/resolvers.ts';

export const SettingChange: SettingChangeResolvers = {
  at: (row) => row.changedAt,
  actor: (row) => ({ kind: row.actorKind, id: row.actorId }),
};
