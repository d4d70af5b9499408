'use client';

import { useTranslations } from 'next-intl';
import type { TrackersListedQuery } from '../../__generated__/graphql.ts';
import { ListedTable, WhereaboutsCells } from '../../lists/listed-table.tsx';
import { MapIconLink } from '../../lists/map-icon-link.tsx';
import { ReplayIconLink } from '../../lists/replay-icon-link.tsx';
import { RowLink } from '../../lists/row-link.tsx';
import type { ListPage } from '../../lists/use-list-page.ts';
import type { RowWindow } from '../../ui/windowed/use-row-window.ts';
import { Cell } from '../../ui/table.tsx';
import { CarrierLink } from './carrier-link.tsx';

type TrackerListed = TrackersListedQuery['trackers']['nodes'][number];

/** Trackers in rows. */
export function TrackersTable({
  list,
  rows,
}: {
  readonly list: ListPage<TrackersListedQuery, TrackerListed>;
  readonly rows: RowWindow;
}) {
  const t = useTranslations('trackers');
  return (
    <ListedTable label={t('title')} own={t('carrier')} list={list} rows={rows}>
      {(tracker) => {
        const { id, name, identifiers, person } = tracker;
        return (
          <>
            <Cell heading>
              <RowLink href={`/trackers/${id}`}>{name}</RowLink>
              <span className="block font-mono text-[0.8125rem] break-all text-muted">{identifiers.join(', ')}</span>
            </Cell>
            <Cell label={t('carrier')}>
              <CarrierLink carrier={tracker} />
            </Cell>
            <WhereaboutsCells of={tracker} trackers={[tracker]} list={list}>
              <MapIconLink show={person ? `person:${person.id}` : `tracker:${id}`} name={name} />
              <ReplayIconLink who={`tracker:${id}`} name={name} />
            </WhereaboutsCells>
          </>
        );
      }}
    </ListedTable>
  );
}
