import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { searchArea } from '../../actions/search-area.ts';

export const areaSightings: NonNullable<QueryResolvers['areaSightings']> = (_root, args, ctx) => searchArea(ctx, args);
