import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { ownWebPush } from '../../actions/own-web-push.ts';

export const webPush: NonNullable<QueryResolvers['webPush']> = (_root, _args, ctx) => ownWebPush(ctx);
