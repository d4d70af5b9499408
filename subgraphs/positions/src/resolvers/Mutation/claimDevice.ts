import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { claimDevice as run } from '../../actions/claim-device.ts';

export const claimDevice: NonNullable<MutationResolvers['claimDevice']> = (_root, { input }, ctx) => run(ctx, input);
