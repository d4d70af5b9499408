import type { AttendanceExceptionResolvers } from '../__generated__/resolvers.ts';

export const AttendanceException: AttendanceExceptionResolvers = {
  visits: ({ visitIds }) => visitIds.map((id) => ({ id })),
};
