import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { showStorage } from '../../actions/show-storage.ts';

export const positionStorage: NonNullable<QueryResolvers['positionStorage']> = (_root, _args, ctx) => showStorage(ctx);
