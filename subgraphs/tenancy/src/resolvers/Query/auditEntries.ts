import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listAudit } from '../../actions/list-audit.ts';

export const auditEntries: NonNullable<QueryResolvers['auditEntries']> = (_root, args, ctx) => listAudit(ctx, args);
