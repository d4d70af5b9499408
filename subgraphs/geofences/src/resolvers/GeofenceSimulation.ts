import type { GeofenceSimulationResolvers } from '../__generated__/resolvers.ts';
import { pageOfList } from '../actions/page-of-list.ts';

export const GeofenceSimulation: GeofenceSimulationResolvers = {
  draft: (simulation) => simulation.figures,
  visits: (simulation, args) => pageOfList(simulation.visits, args),
  removedVisits: (simulation, args) => pageOfList(simulation.removedVisits, args),
  changes: (simulation, args) => pageOfList(simulation.changes, args),
};
