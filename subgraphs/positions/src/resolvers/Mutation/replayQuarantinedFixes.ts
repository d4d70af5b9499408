import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { replayQuarantinedFixes as run } from '../../actions/replay-quarantined-fixes.ts';

export const replayQuarantinedFixes: NonNullable<MutationResolvers['replayQuarantinedFixes']> = (
  _root,
  { input },
  ctx,
) => run(ctx, input);
