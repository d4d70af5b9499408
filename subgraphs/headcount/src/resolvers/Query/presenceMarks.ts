import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listMarks } from '../../actions/list-marks.ts';

export const presenceMarks: NonNullable<QueryResolvers['presenceMarks']> = (_root, args, ctx) => listMarks(ctx, args);
