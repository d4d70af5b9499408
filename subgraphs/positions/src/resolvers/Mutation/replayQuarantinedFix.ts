import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { replayQuarantinedFix as run } from '../../actions/replay-quarantined-fix.ts';

export const replayQuarantinedFix: NonNullable<MutationResolvers['replayQuarantinedFix']> = (_root, { input }, ctx) =>
  run(ctx, input);
