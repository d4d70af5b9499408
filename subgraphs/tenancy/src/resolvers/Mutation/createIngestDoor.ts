import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { createIngestDoor as run } from '../../actions/create-ingest-door.ts';

export const createIngestDoor: NonNullable<MutationResolvers['createIngestDoor']> = (_root, { input }, ctx) =>
  run(ctx, input);
