import type { AssignedStationsResolvers } from '../__generated__/resolvers.ts';

export const AssignedStations: AssignedStationsResolvers = {
  unit: ({ unitId }) => (unitId === null ? null : { id: unitId }),
  person: ({ personId }) => (personId === null ? null : { id: personId }),
  stations: ({ stationIds }) => stationIds.map((id) => ({ id })),
};
