'use client';

import { useTranslations } from 'next-intl';
import type { TrackersListedQuery } from '../../__generated__/graphql.ts';
import { ConnectionChoices } from '../../lists/connection-choices.tsx';
import { FilterSelect } from '../../lists/filter-select.tsx';
import { ListingPage } from '../../lists/listing-page.tsx';
import { useListPage } from '../../lists/use-list-page.ts';
import { OrderSelect } from '../../lists/order-select.tsx';
import { UnitFilter } from '../../lists/unit-filter.tsx';
import { ZoneFilter } from '../../lists/zone-filter.tsx';
import { useMay } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { showDialog } from '../../ui/dialog-address.ts';
import { Icon } from '../../ui/icon.tsx';
import { TRACKERS_LISTED } from './documents.graphql.ts';
import { CARRIED, trackersQuery } from './trackers-address.ts';
import { TrackersTable } from './trackers-table.tsx';

const FILTERS = ['carried'] as const;

/** Every device that reports, with who carries it and how well it is heard from. */
export function TrackersPage() {
  const t = useTranslations('trackers');
  const mayAdd = useMay('trackers:write');
  const list = useListPage({
    query: TRACKERS_LISTED,
    select: trackersOf,
    variablesOf: trackersQuery,
    filters: FILTERS,
  });
  const { address, listing, units, zones } = list;
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
      viewsOf="TRACKERS"
      list={list}
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
      action={
        mayAdd && (
          <Button look="primary" onClick={() => showDialog('add-tracker', 'new')}>
            <Icon name="plus" size={16} />
            {t('add.open')}
          </Button>
        )
      }
    >
      {(rows) => <TrackersTable list={list} rows={rows} />}
    </ListingPage>
  );
}

function trackersOf(data: TrackersListedQuery): TrackersListedQuery['trackers'] {
  return data.trackers;
}
