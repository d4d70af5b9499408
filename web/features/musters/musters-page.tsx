'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MustersQuery } from '../../__generated__/graphql.ts';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { StaleNote } from '../../live/stale-note.tsx';
import { useMay } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { MUSTERS } from './documents.graphql.ts';
import { MustersTable } from './musters-table.tsx';
import { StartDialog } from './start-dialog.tsx';

// The list is not streamed; who stands at a gate should see a new muster soon.
const LOOK_AGAIN_MS = 5_000;

/** Every muster there was, those that go on first, and the way to start one. */
export function MustersPage() {
  const t = useTranslations('musters');
  const mayStart = useMay('muster:write');
  const [starting, setStarting] = useState(false);
  const { data, staleSince, failed, reload } = useLastingQuery({ query: MUSTERS }, { everyMs: LOOK_AGAIN_MS });
  const start = mayStart && (
    <Button look="primary" onClick={() => setStarting(true)}>
      <Icon name="muster" size={16} />
      {t('start.open')}
    </Button>
  );
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-7xl flex-col gap-4 p-4 md:px-6 md:py-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
          <StaleNote since={staleSince} />
          <span className="flex flex-wrap gap-2">
            <LinkButton href="/musters/stations">{t('stations.open')}</LinkButton>
            {start}
          </span>
        </div>
        {failed && (
          <EmptyState icon="warning" title={t('failed')} action={<Button onClick={reload}>{t('retry')}</Button>} />
        )}
        {!failed && <Listed page={data?.musters} />}
      </div>
      {starting && <StartDialog onClose={() => setStarting(false)} />}
    </div>
  );
}

function Listed({ page }: { readonly page: MustersQuery['musters'] | undefined }) {
  const t = useTranslations('musters');
  if (!page) return <SkeletonRows rows={6} label={t('loading')} />;
  if (!page.nodes.length) {
    return (
      <EmptyState icon="muster" title={t('empty.title')}>
        {t('empty.text')}
      </EmptyState>
    );
  }
  return (
    <>
      <MustersTable musters={page.nodes} />
      {page.pageInfo.hasNextPage && <p className="text-sm text-muted">{t('more')}</p>}
    </>
  );
}
