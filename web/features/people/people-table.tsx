'use client';

import { useTranslations } from 'next-intl';
import type { PeopleListedQuery } from '../../__generated__/graphql.ts';
import { ListedTable, NameCell, WhereaboutsCells } from '../../lists/listed-table.tsx';
import { MapIconLink } from '../../lists/map-icon-link.tsx';
import { ReplayIconLink } from '../../lists/replay-icon-link.tsx';
import type { ListPage } from '../../lists/use-list-page.ts';
import type { RowWindow } from '../../ui/windowed/use-row-window.ts';

type PersonListed = PeopleListedQuery['people']['nodes'][number];

type List = ListPage<PeopleListedQuery, PersonListed>;

/** People in rows. */
export function PeopleTable({ list, rows }: { readonly list: List; readonly rows: RowWindow }) {
  const t = useTranslations('people');
  return (
    <ListedTable label={t('title')} list={list} rows={rows}>
      {(person) => <PersonCells person={person} list={list} />}
    </ListedTable>
  );
}

function PersonCells({ person, list }: { readonly person: PersonListed; readonly list: List }) {
  const t = useTranslations('people');
  const { id, name, kind, trade, image, trackers } = person;
  return (
    <>
      <NameCell href={`/people/${id}`} name={name} picture={image?.thumbnailDataUrl ?? null}>
        {trade ? t('kindAndTrade', { kind: t(`kinds.${kind}`), trade }) : t(`kinds.${kind}`)}
      </NameCell>
      <WhereaboutsCells of={person} trackers={trackers} list={list}>
        <MapIconLink show={`person:${id}`} name={name} />
        <ReplayIconLink who={`person:${id}`} name={name} />
      </WhereaboutsCells>
    </>
  );
}
