import type { QuarantineReplayResolvers } from '../__generated__/resolvers.ts';
import { countsOf } from '../domain/reason-counts.ts';

export const QuarantineReplay: QuarantineReplayResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.quarantineReplay.load(id),
  id: (row) => row.replayId,
  state: (row) => (row.finishedAt === null ? 'RUNNING' : 'DONE'),
  refused: (row) => countsOf(row.refused),
};
