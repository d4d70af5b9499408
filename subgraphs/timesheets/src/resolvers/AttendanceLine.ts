import type { AttendanceLineResolvers } from '../__generated__/resolvers.ts';

export const AttendanceLine: AttendanceLineResolvers = {
  visits: ({ visitIds }) => visitIds.map((id) => ({ id })),
};
