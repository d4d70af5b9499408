import { connectionOf, parsePage } from '@trekker/kit';

import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countQuarantined, pageOfQuarantine } from '../../db/quarantine.ts';

export const quarantinedFixes: NonNullable<QueryResolvers['quarantinedFixes']> = async (_root, args, { tenant }) => {
  const page = parsePage(args, ['instant', 'uuid']);
  const rows = await tenant.read((tx) => pageOfQuarantine(tx, page));
  const totalCount = await tenant.read(countQuarantined);
  return { ...connectionOf(rows, page, (row) => [String(row.receivedAt), row.fixId]), totalCount };
};
