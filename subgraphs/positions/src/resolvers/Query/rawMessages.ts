import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listRawMessages } from '../../actions/list-raw-messages.ts';

export const rawMessages: NonNullable<QueryResolvers['rawMessages']> = (_root, args, ctx) =>
  listRawMessages(ctx, null, args);
