import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { discardQuarantinedFixes as run } from '../../actions/discard-quarantined-fixes.ts';

export const discardQuarantinedFixes: NonNullable<MutationResolvers['discardQuarantinedFixes']> = (
  _root,
  { input },
  ctx,
) => run(ctx, input);
