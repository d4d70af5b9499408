import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { describeViewer } from '../../actions/describe-viewer.ts';

export const viewer: NonNullable<QueryResolvers['viewer']> = (_root, _args, ctx) => describeViewer(ctx);
