import type { IngestDoorResolvers } from '../__generated__/resolvers.ts';

export const IngestDoor: IngestDoorResolvers = {
  id: (row) => row.doorId,
};
