'use client';

import { useTranslations } from 'next-intl';
import type { AssetsListedQuery } from '../../__generated__/graphql.ts';
import { ListedTable, NameCell, WhereaboutsCells } from '../../lists/listed-table.tsx';
import { MapIconLink } from '../../lists/map-icon-link.tsx';
import { ReplayIconLink } from '../../lists/replay-icon-link.tsx';
import type { ListPage } from '../../lists/use-list-page.ts';
import type { RowWindow } from '../../ui/windowed/use-row-window.ts';
import { bestTracker } from '../../records/best-tracker.ts';

type AssetListed = AssetsListedQuery['assets']['nodes'][number];

type List = ListPage<AssetsListedQuery, AssetListed>;

/** Assets in rows. */
export function AssetsTable({ list, rows }: { readonly list: List; readonly rows: RowWindow }) {
  const t = useTranslations('assets');
  return (
    <ListedTable label={t('title')} list={list} rows={rows}>
      {(asset) => <AssetCells asset={asset} list={list} />}
    </ListedTable>
  );
}

function AssetCells({ asset, list }: { readonly asset: AssetListed; readonly list: List }) {
  const { id, name, category, image, trackers } = asset;
  const tracker = bestTracker(trackers);
  return (
    <>
      <NameCell href={`/assets/${id}`} name={name} picture={image?.thumbnailDataUrl ?? null}>
        {category}
      </NameCell>
      <WhereaboutsCells of={asset} trackers={trackers} list={list}>
        {tracker && <MapIconLink show={`tracker:${tracker.id}`} name={name} />}
        <ReplayIconLink who={`asset:${id}`} name={name} />
      </WhereaboutsCells>
    </>
  );
}
