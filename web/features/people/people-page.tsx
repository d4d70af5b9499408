'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { usePositionFeed } from '../../live/use-position.ts';
import { usePeople, useTrackers } from '../../live/use-trackers.ts';
import { ListPage } from '../../ui/list-page.tsx';
import { PeopleTable } from './people-table.tsx';
import { filterPeople, withTrackers } from './people-rows.ts';

/** Everybody, with what they carry and when they were last heard from. */
export function PeoplePage() {
  const t = useTranslations('people');
  const [text, setText] = useState('');
  usePositionFeed();
  const people = usePeople();
  const trackers = useTrackers();
  const all = useMemo(() => withTrackers(people.nodes, trackers.nodes), [people.nodes, trackers.nodes]);
  const shown = useMemo(() => filterPeople(all, text), [all, text]);
  return (
    <ListPage
      title={t('title')}
      count={people.loading ? null : t('count', { count: all.length })}
      search={{ label: t('search'), value: text, onChange: setText }}
      state={people.failed ? 'failed' : people.loading ? 'loading' : all.length ? 'rows' : 'empty'}
      texts={{
        loading: t('loading'),
        failed: t('failed'),
        retry: t('retry'),
        emptyTitle: t('empty.title'),
        emptyText: t('empty.text'),
        noMatch: shown.length ? null : t('noMatch', { text }),
      }}
      icon="people"
      onRetry={people.reload}
    >
      <PeopleTable rows={shown} />
    </ListPage>
  );
}
