import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { allIngestDoors } from '../../db/ingest-doors.ts';

export const ingestDoors: NonNullable<QueryResolvers['ingestDoors']> = (_root, _args, { tenant }) =>
  tenant.read(allIngestDoors);
