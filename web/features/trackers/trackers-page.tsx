'use client';

import { useTranslations } from 'next-intl';
import type { TrackersListedQuery } from '../../__generated__/graphql.ts';
import { ConnectionChoices } from '../../lists/connection-choices.tsx';
import { FilterSelect } from '../../lists/filter-select.tsx';
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
import { showDialog } from '../../ui/dialog-address.ts';
import { Icon } from '../../ui/icon.tsx';
import { TRACKERS_LISTED } from './documents.graphql.ts';
import { CARRIED, trackersQuery } from './trackers-address.ts';
import { TrackersTable } from './trackers-table.tsx';

const NO_FILTER = { q: null, unit: null, zone: null, connection: null, carried: null };

/** Every device that reports, with who carries it and how well it is heard from. */
export function TrackersPage() {
  const t = useTranslations('trackers');
  const address = useAddress();
  const [text, setText] = useSearchText(address);
  const mayAdd = useMay('trackers:write');
  const units = useUnits();
  const zones = useZoneIndex();
  usePositionFeed();
  const listing = useListing({
    query: TRACKERS_LISTED,
    variables: trackersQuery(address.parameters),
    select: trackersOf,
    version: useListVersion(),
  });
  return (
    <ListingPage
      texts={{
        title: t('title'),
        search: t('search'),
        count: (count) => t('count', { count }),
        emptyTitle: t('empty.title'),
        emptyText: t('empty.text'),
      }}
      icon="tracker"
      listing={listing}
      search={{ text, set: setText }}
      filters={
        <>
          <ConnectionChoices address={address} counts={listing.data?.trackers.connectionCounts} />
          <FilterSelect
            label={t('carrier')}
            value={address.parameters.get('carried') ?? ''}
            onChoose={(carried) => address.change({ carried })}
          >
            <option value="">{t('carried.any')}</option>
            {CARRIED.map((carried) => (
              <option key={carried} value={carried}>
                {t(`carried.${carried}`)}
              </option>
            ))}
          </FilterSelect>
          <UnitFilter address={address} units={units} />
          <ZoneFilter address={address} zones={zones.all} />
          <OrderSelect address={address} />
        </>
      }
      filtering={Object.keys(NO_FILTER).filter((name) => address.parameters.get(name)).length}
      onClear={() => address.change(NO_FILTER)}
      action={
        mayAdd && (
          <Button look="primary" onClick={() => showDialog('add-tracker', 'new')}>
            <Icon name="plus" size={16} />
            {t('add.open')}
          </Button>
        )
      }
    >
      <TrackersTable rows={listing.nodes} units={units} zones={zones} />
    </ListingPage>
  );
}

function trackersOf(data: TrackersListedQuery): TrackersListedQuery['trackers'] {
  return data.trackers;
}
