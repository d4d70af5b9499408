import type { FilterRuleSettingResolvers } from '../__generated__/resolvers.ts';

export const FilterRuleSetting: FilterRuleSettingResolvers = {
  isOn: ({ setting }) => setting.isOn,
  limit: ({ setting }) => setting.limit,
  attributes: ({ setting }) => setting.attributes && [...setting.attributes],
  scope: ({ scope }) => scope?.kind ?? null,
  unit: ({ scope }) => (scope?.kind === 'UNIT' ? { id: scope.unitId } : null),
  tracker: ({ scope }) => (scope?.kind === 'TRACKER' ? { id: scope.trackerId } : null),
};
