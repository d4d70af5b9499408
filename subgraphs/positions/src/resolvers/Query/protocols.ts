import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listProtocols } from '../../actions/list-protocols.ts';

export const protocols: NonNullable<QueryResolvers['protocols']> = (_root, _args, ctx) => listProtocols(ctx);
