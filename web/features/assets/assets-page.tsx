'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { AssetsListedQuery } from '../../__generated__/graphql.ts';
import { ConnectionChoices } from '../../lists/connection-choices.tsx';
import { ListingPage } from '../../lists/listing-page.tsx';
import { useListPage } from '../../lists/use-list-page.ts';
import { OrderSelect } from '../../lists/order-select.tsx';
import { UnitFilter } from '../../lists/unit-filter.tsx';
import { ZoneFilter } from '../../lists/zone-filter.tsx';
import { useMay } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AssetDialog } from './asset-dialog.tsx';
import { assetsQuery } from './assets-address.ts';
import { AssetsTable } from './assets-table.tsx';
import { ASSETS_LISTED } from './documents.graphql.ts';

/** Every vehicle, machine and tool that is tracked: what it is, where, and how well it is heard from. */
export function AssetsPage() {
  const t = useTranslations('assets');
  const router = useRouter();
  const [adding, setAdding] = useState(false);
  const mayAdd = useMay('assets:write');
  const list = useListPage({ query: ASSETS_LISTED, select: assetsOf, variablesOf: assetsQuery });
  const { address, listing, units, zones } = list;
  return (
    <>
      <ListingPage
        texts={{
          title: t('title'),
          search: t('search'),
          count: (count) => t('count', { count }),
          emptyTitle: t('empty.title'),
          emptyText: t('empty.text'),
        }}
        icon="asset"
        viewsOf="ASSETS"
        list={list}
        filters={
          <>
            <ConnectionChoices address={address} counts={listing.data?.assets.connectionCounts} />
            <UnitFilter address={address} units={units} />
            <ZoneFilter address={address} zones={zones.all} />
            <OrderSelect address={address} />
          </>
        }
        action={
          mayAdd && (
            <Button look="primary" onClick={() => setAdding(true)}>
              <Icon name="plus" size={16} />
              {t('add')}
            </Button>
          )
        }
      >
        {(rows) => <AssetsTable list={list} rows={rows} />}
      </ListingPage>
      {adding && (
        <AssetDialog
          asset={null}
          units={units}
          onClose={() => setAdding(false)}
          onDone={(id) => router.push(`/assets/${id}`)}
        />
      )}
    </>
  );
}

function assetsOf(data: AssetsListedQuery): AssetsListedQuery['assets'] {
  return data.assets;
}
