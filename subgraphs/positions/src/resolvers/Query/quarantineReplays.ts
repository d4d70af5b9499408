import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listQuarantineReplays } from '../../actions/list-quarantine-replays.ts';

export const quarantineReplays: NonNullable<QueryResolvers['quarantineReplays']> = (_root, args, ctx) =>
  listQuarantineReplays(ctx, args);
