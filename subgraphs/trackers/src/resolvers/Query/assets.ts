import { connectionOf, parsePage } from '@trekker/kit';

import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countAssets, pageOfAssets } from '../../db/assets.ts';

export const assets: NonNullable<QueryResolvers['assets']> = async (_root, args, { tenant, reach }) => {
  const page = parsePage(args, ['name', 'uuid']);
  const visible = reach('assets:read');
  const { rows, totalCount } = await tenant.read(async (tx) => ({
    rows: await pageOfAssets(tx, page, visible),
    totalCount: await countAssets(tx, visible),
  }));
  return { ...connectionOf(rows, page, (row) => [row.name, row.assetId]), totalCount };
};
