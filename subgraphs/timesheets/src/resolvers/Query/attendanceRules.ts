import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const attendanceRules: NonNullable<QueryResolvers['attendanceRules']> = (_root, _args, { config }) => config;
