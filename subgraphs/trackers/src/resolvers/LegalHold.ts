import type { LegalHoldResolvers } from '../__generated__/resolvers.ts';

export const LegalHold: LegalHoldResolvers = {
  id: (row) => row.holdId,
  person: (row, _args, ctx) => (row.personId === null ? null : ctx.loaders.person.load(row.personId)),
  tracker: (row, _args, ctx) => (row.trackerId === null ? null : ctx.loaders.tracker.load(row.trackerId)),
};
