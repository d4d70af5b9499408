import type { AuditEntryResolvers } from '../__generated__/resolvers.ts';
import { findAuditEntry } from '../actions/find-audit-entry.ts';

export const AuditEntry: AuditEntryResolvers = {
  __resolveReference: ({ id }, ctx) => findAuditEntry(ctx, id),
  id: (row) => row.entryId,
  actor: (row) => ({ kind: row.actorKind, id: row.actorId }),
};
