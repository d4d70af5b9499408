import { connectionOf, parsePage } from '@trekker/kit';

import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countUnits, pageOfUnits } from '../../db/units.ts';

export const units: NonNullable<QueryResolvers['units']> = async (_root, args, { tenant }) => {
  const page = parsePage(args, ['name', 'uuid']);
  const rows = await tenant.read((tx) => pageOfUnits(tx, page));
  const totalCount = await tenant.read(countUnits);
  return { ...connectionOf(rows, page, (row) => [row.name, row.unitId]), totalCount };
};
