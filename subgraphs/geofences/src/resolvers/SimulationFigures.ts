import type { SimulationFiguresResolvers } from '../__generated__/resolvers.ts';

export const SimulationFigures: SimulationFiguresResolvers = {
  minutesInside: ({ insideMs }) => insideMs / 60_000,
};
