import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { decodeMessage as run } from '../../actions/decode-message.ts';

export const decodeMessage: NonNullable<QueryResolvers['decodeMessage']> = (_root, { input }, ctx) => run(ctx, input);
