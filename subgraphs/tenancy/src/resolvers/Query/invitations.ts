import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { openInvitations } from '../../db/invitations.ts';

export const invitations: NonNullable<QueryResolvers['invitations']> = (_root, _args, { tenant, clock }) =>
  tenant.read((tx) => openInvitations(tx, clock.now()));
