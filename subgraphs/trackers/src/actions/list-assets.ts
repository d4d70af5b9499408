import type { Tx } from '@trekker/kit';

import type { Context } from '../context.ts';
import { assetsById } from '../db/assets.ts';
import { assetList } from '../db/lists/carrier-list.ts';
import { countByConnection, countListed } from '../db/lists/listed.ts';
import type { AssetConnectionRow } from '../db/rows.ts';
import { parseListPage, type ListArguments } from '../domain/list-page.ts';
import { pageOf, parseFilter, type CommonFilter } from './list-of.ts';

/** A page of the assets that fit. */
export async function listAssets(
  ctx: Context,
  args: ListArguments & { readonly filter?: CommonFilter | null | undefined },
): Promise<AssetConnectionRow> {
  const page = parseListPage('assets', args);
  const reach = {
    carriers: ctx.reach('assets:read'),
    trackers: ctx.reach('trackers:read'),
    visits: ctx.reach('visits:read'),
  };
  const wanted = { ...(await parseFilter(ctx, args.filter ?? {})), reach };
  const list = (tx: Tx) => assetList(tx, wanted);
  const found = await pageOf(ctx, page, {
    list,
    rowsByIds: (tx, ids) => assetsById(tx, ids, reach.carriers),
    idOf: ({ assetId }) => assetId,
  });
  return {
    ...found,
    count: () => ctx.tenant.read((tx) => countListed(tx, list(tx))),
    countByConnection: () => ctx.tenant.read((tx) => countByConnection(tx, list(tx))),
  };
}
