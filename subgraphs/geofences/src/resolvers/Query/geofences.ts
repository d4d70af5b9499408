import { connectionOf, parsePage } from '@trekker/kit';

import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countGeofences, pageOfGeofences } from '../../db/geofences.ts';

export const geofences: NonNullable<QueryResolvers['geofences']> = async (_root, args, { tenant }) => {
  const page = parsePage(args, ['name', 'uuid']);
  const { rows, totalCount } = await tenant.read(async (tx) => ({
    rows: await pageOfGeofences(tx, page),
    totalCount: await countGeofences(tx),
  }));
  return { ...connectionOf(rows, page, (row) => [row.name, row.geofenceId]), totalCount };
};
