import type { IngestDoorResolvers } from '../__generated__/resolvers.ts';

export const IngestDoor: IngestDoorResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.ingestDoor.load(id),
  id: (row) => row.doorId,
};
