'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { AssetsListedQuery } from '../../__generated__/graphql.ts';
import { ConnectionChoices } from '../../lists/connection-choices.tsx';
import { ListingPage } from '../../lists/listing-page.tsx';
import { OrderSelect } from '../../lists/order-select.tsx';
import { UnitFilter } from '../../lists/unit-filter.tsx';
import { useAddress } from '../../lists/use-address.ts';
import { useListVersion } from '../../lists/use-list-version.ts';
import { useListing } from '../../lists/use-listing.ts';
import { useSearchText } from '../../lists/use-search-text.ts';
import { useUnits } from '../../lists/use-units.ts';
import { useZoneIndex } from '../../lists/use-zone-index.ts';
import { ZoneFilter } from '../../lists/zone-filter.tsx';
import { usePositionFeed } from '../../live/use-position.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AssetDialog } from './asset-dialog.tsx';
import { assetsQuery } from './assets-address.ts';
import { AssetsTable } from './assets-table.tsx';
import { ASSETS_LISTED } from './documents.graphql.ts';

const NO_FILTER = { q: null, unit: null, zone: null, connection: null };

/** Every vehicle, machine and tool that is tracked: what it is, where, and how well it is heard from. */
export function AssetsPage() {
  const t = useTranslations('assets');
  const router = useRouter();
  const address = useAddress();
  const [text, setText] = useSearchText(address);
  const [adding, setAdding] = useState(false);
  const mayAdd = useMay('assets:write');
  const units = useUnits();
  const zones = useZoneIndex();
  usePositionFeed();
  const listing = useListing({
    query: ASSETS_LISTED,
    variables: assetsQuery(address.parameters),
    select: assetsOf,
    version: useListVersion(),
  });
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
        listing={listing}
        search={{ text, set: setText }}
        filters={
          <>
            <ConnectionChoices address={address} />
            <UnitFilter address={address} units={units} />
            <ZoneFilter address={address} zones={zones.all} />
            <OrderSelect address={address} />
          </>
        }
        filtering={Object.keys(NO_FILTER).filter((name) => address.parameters.get(name)).length}
        onClear={() => address.change(NO_FILTER)}
        action={
          mayAdd && (
            <Button look="primary" onClick={() => setAdding(true)}>
              <Icon name="plus" size={16} />
              {t('add')}
            </Button>
          )
        }
      >
        <AssetsTable rows={listing.nodes} units={units} zones={zones} />
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
