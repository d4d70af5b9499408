'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { PeopleListedQuery } from '../../__generated__/graphql.ts';
import { chosenOf } from '../../lists/address.ts';
import { Choices } from '../../lists/choices.tsx';
import { ConnectionChoices } from '../../lists/connection-choices.tsx';
import { ListingPage } from '../../lists/listing-page.tsx';
import { useListPage } from '../../lists/use-list-page.ts';
import { OrderSelect } from '../../lists/order-select.tsx';
import { UnitFilter } from '../../lists/unit-filter.tsx';
import type { Address } from '../../lists/use-address.ts';
import type { Units } from '../../lists/use-units.ts';
import type { ZoneIndex } from '../../lists/use-zone-index.ts';
import { ZoneFilter } from '../../lists/zone-filter.tsx';
import { useMay } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PEOPLE_LISTED } from './documents.graphql.ts';
import { PERSON_KINDS, peopleQuery } from './people-address.ts';
import { PeopleTable } from './people-table.tsx';
import { PersonDialog } from './person-dialog.tsx';

const FILTERS = ['kind'] as const;
const COUNTED_AS = { EMPLOYEE: 'employees', CONTRACTOR: 'contractors', VISITOR: 'visitors' } as const;

/** Everybody who must be accounted for: who they are, where, and how well they are heard from. */
export function PeoplePage() {
  const t = useTranslations('people');
  const router = useRouter();
  const [adding, setAdding] = useState(false);
  const mayAdd = useMay('people:write');
  const list = useListPage({ query: PEOPLE_LISTED, select: peopleOf, variablesOf: peopleQuery, filters: FILTERS });
  const { address, units, zones } = list;
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
        icon="people"
        viewsOf="PEOPLE"
        list={list}
        filters={<Filters address={address} units={units} zones={zones} counts={list.listing.data?.people} />}
        action={
          mayAdd && (
            <div className="flex flex-wrap gap-2">
              <LinkButton href="/people/import">{t('import.open')}</LinkButton>
              <Button look="primary" onClick={() => setAdding(true)}>
                <Icon name="plus" size={16} />
                {t('add')}
              </Button>
            </div>
          )
        }
      >
        {(rows) => <PeopleTable list={list} rows={rows} />}
      </ListingPage>
      {adding && (
        <PersonDialog
          person={null}
          units={units}
          onClose={() => setAdding(false)}
          onDone={(id) => router.push(`/people/${id}`)}
        />
      )}
    </>
  );
}

function Filters({
  address,
  units,
  zones,
  counts,
}: {
  readonly address: Address;
  readonly units: Units;
  readonly zones: ZoneIndex;
  readonly counts: Pick<PeopleListedQuery['people'], 'connectionCounts' | 'kindCounts'> | undefined;
}) {
  const t = useTranslations('people');
  return (
    <>
      <ConnectionChoices address={address} counts={counts?.connectionCounts} />
      <Choices
        label={t('kind')}
        chosen={chosenOf(address.parameters, 'kind', PERSON_KINDS)}
        onChange={(kind) => address.change({ kind })}
        choices={PERSON_KINDS.map((value) => ({
          value,
          name: t(`kinds.${value}`),
          count: counts?.kindCounts[COUNTED_AS[value]],
        }))}
      />
      <UnitFilter address={address} units={units} />
      <ZoneFilter address={address} zones={zones.all} presence />
      <OrderSelect address={address} />
    </>
  );
}

function peopleOf(data: PeopleListedQuery): PeopleListedQuery['people'] {
  return data.people;
}
