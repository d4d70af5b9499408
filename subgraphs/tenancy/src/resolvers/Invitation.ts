import type { InvitationResolvers } from '../__generated__/resolvers.ts';

export const Invitation: InvitationResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.invitation.load(id),
  id: (row) => row.invitationId,
  unit: (row, _args, ctx) => (row.unitId === null ? null : ctx.loaders.unit.load(row.unitId)),
  invitedBy: (row, _args, ctx) => (row.invitedBy === null ? null : ctx.loaders.user.load(row.invitedBy)),
};
