import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { heatMap } from '../../actions/heat-map.ts';

export const heatmap: NonNullable<QueryResolvers['heatmap']> = (_root, args, ctx) => heatMap(ctx, args);
