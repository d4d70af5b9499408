import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { repairGeometry } from '../../actions/repair-geometry.ts';

export const repairedGeometry: NonNullable<QueryResolvers['repairedGeometry']> = (_root, { boundary }, ctx) =>
  repairGeometry(ctx, boundary);
