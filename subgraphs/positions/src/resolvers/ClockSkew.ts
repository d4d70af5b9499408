import type { ClockSkewResolvers } from '../__generated__/resolvers.ts';

export const ClockSkew: ClockSkewResolvers = { offsetSeconds: ({ offsetMs }) => offsetMs / 1_000 };
