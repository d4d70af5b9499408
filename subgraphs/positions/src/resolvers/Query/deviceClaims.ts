import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { listDeviceClaims } from '../../actions/list-device-claims.ts';

export const deviceClaims: NonNullable<QueryResolvers['deviceClaims']> = (_root, args, ctx) =>
  listDeviceClaims(ctx, args);
