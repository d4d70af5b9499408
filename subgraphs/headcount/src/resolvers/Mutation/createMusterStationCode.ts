import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { createStationCode } from '../../actions/muster/create-station-code.ts';

export const createMusterStationCode: NonNullable<MutationResolvers['createMusterStationCode']> = (
  _root,
  { input },
  ctx,
) => createStationCode(ctx, input);
