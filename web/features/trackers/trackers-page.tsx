'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { usePositionFeed } from '../../live/use-position.ts';
import { useTrackers } from '../../live/use-trackers.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ListPage } from '../../ui/list-page.tsx';
import { AddTracker } from './add-tracker.tsx';
import { filterTrackers } from './filter-trackers.ts';
import { TrackersTable } from './trackers-table.tsx';

/** Every device that reports, with who carries it and how well it is heard from. */
export function TrackersPage() {
  const t = useTranslations('trackers');
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const mayAdd = useMay('trackers:write');
  usePositionFeed();
  const trackers = useTrackers();
  const shown = useMemo(() => filterTrackers(trackers.nodes, text), [trackers.nodes, text]);
  return (
    <>
      <ListPage
        title={t('title')}
        count={trackers.loading ? null : t('count', { count: trackers.nodes.length })}
        search={{ label: t('search'), value: text, onChange: setText }}
        action={
          mayAdd && (
            <Button look="primary" onClick={() => setAdding(true)}>
              <Icon name="plus" size={16} />
              {t('add.open')}
            </Button>
          )
        }
        state={trackers.failed ? 'failed' : trackers.loading ? 'loading' : trackers.nodes.length ? 'rows' : 'empty'}
        texts={{
          loading: t('loading'),
          failed: t('failed'),
          retry: t('retry'),
          emptyTitle: t('empty.title'),
          emptyText: t('empty.text'),
          noMatch: shown.length ? null : t('noMatch', { text }),
        }}
        icon="tracker"
        onRetry={trackers.reload}
      >
        <TrackersTable rows={shown} />
      </ListPage>
      {adding && <AddTracker onClose={() => setAdding(false)} />}
    </>
  );
}
