import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listSettings } from '../../actions/list-settings.ts';

export const settings: NonNullable<QueryResolvers['settings']> = (_root, _args, ctx) => listSettings(ctx);
