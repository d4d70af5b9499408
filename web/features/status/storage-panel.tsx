'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useQuery } from 'urql';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { STORAGE } from './documents.graphql.ts';

const MEGABYTE = 1_000_000;

/** How much history is kept. Asked once, since all of it is added up. */
export function StoragePanel() {
  const t = useTranslations('systemStatus');
  const format = useFormatter();
  const [{ data, fetching }] = useQuery({ query: STORAGE, requestPolicy: 'network-only' });
  const storage = data?.positionStorage;
  const keepDays = data?.positionRetention.keepDays ?? null;
  const megabytes = (bytes: number) =>
    format.number(bytes / MEGABYTE, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
  return (
    <Panel title={t('storage.title')} more={{ href: '/devices/keeping', name: t('storage.more') }}>
      {!storage && fetching && <SkeletonRows rows={3} label={t('loading')} />}
      {!storage && !fetching && <p className="text-sm text-muted">{t('failed')}</p>}
      {storage && (
        <>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
            <dt className="text-muted">{t('storage.positions')}</dt>
            <dd className="text-end tabular-nums">{format.number(storage.positionCount)}</dd>
            <dt className="text-muted">{t('storage.size')}</dt>
            <dd className="text-end tabular-nums">{megabytes(storage.byteCount)}</dd>
            <dt className="text-muted">{t('storage.since')}</dt>
            <dd className="text-end tabular-nums">
              {storage.since
                ? format.dateTime(Date.parse(storage.since), { dateStyle: 'medium', timeZone: 'UTC' })
                : t('storage.nothing')}
            </dd>
            <dt className="text-muted">{t('storage.kept')}</dt>
            <dd className="text-end">{t('storage.keptFor', { days: keepDays ?? 0 })}</dd>
          </dl>
          <p className="mt-2 text-sm text-muted">{t('storage.hint')}</p>
        </>
      )}
    </Panel>
  );
}
