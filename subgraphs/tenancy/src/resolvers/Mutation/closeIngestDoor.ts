import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { closeIngestDoor as run } from '../../actions/close-ingest-door.ts';

export const closeIngestDoor: NonNullable<MutationResolvers['closeIngestDoor']> = (_root, { input }, ctx) =>
  run(ctx, input);
