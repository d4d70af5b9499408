import type { RulesSuggestionResolvers } from '../__generated__/resolvers.ts';

export const RulesSuggestion: RulesSuggestionResolvers = {
  minutesMoved: ({ movedMs }) => (movedMs === null ? null : movedMs / 60_000),
};
