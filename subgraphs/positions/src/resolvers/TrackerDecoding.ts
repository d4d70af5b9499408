import type { TrackerDecodingResolvers } from '../__generated__/resolvers.ts';
import { speedUnitName } from '../domain/speed-unit.ts';

export const TrackerDecoding: TrackerDecodingResolvers = {
  speedUnit: ({ speedUnit }) => speedUnit && speedUnitName(speedUnit),
};
