'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { BehindNotice } from '../../live/behind-notice.tsx';
import { useStaleSince } from '../../live/live-provider.tsx';
import { RecordPage } from '../../records/record-page.tsx';
import { Section } from '../../records/section.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Counters } from './counters.tsx';
import { CompanyTable, StationTable } from './group-tables.tsx';
import { KeptListKeeper } from './kept-list-keeper.tsx';
import { MusterHeader } from './muster-header.tsx';
import type { MusterList } from './muster-list.ts';
import { MusterPeople } from './muster-people.tsx';
import { MusterReport } from './muster-report.tsx';
import { PrintableList } from './printable-list.tsx';
import { UnsentMarks } from './unsent-marks.tsx';
import { useMuster } from './use-muster.ts';

/** A muster while it goes on and when it is over: who is missing, where, and how it went. */
export function MusterPage({ musterId }: { readonly musterId: string }) {
  const t = useTranslations('musters');
  const format = useFormatter();
  const { list, refused, silent } = useMuster(musterId);
  const staleSince = useStaleSince('musters');
  return (
    <RecordPage
      back={{ href: '/musters', name: t('title') }}
      icon="muster"
      state={list ? 'shown' : refused ? 'missing' : silent ? 'failed' : 'loading'}
      missing={t('missing')}
      onRetry={() => location.reload()}
    >
      {list && (
        <>
          {staleSince !== null && (
            <Notice tone="warning">
              {t('staleSince', { time: format.dateTime(staleSince, { timeStyle: 'short' }) })}
            </Notice>
          )}
          {list.muster.endedAt === null && <BehindNotice />}
          <KeptListKeeper list={list} />
          <MusterHeader muster={list.muster} />
          <UnsentMarks musterId={list.muster.id} />
          <Counters counts={list.muster.counts} />
          <Views list={list} />
        </>
      )}
    </RecordPage>
  );
}

function Views({ list }: { readonly list: MusterList }) {
  const t = useTranslations('musters.views');
  const { muster, version } = list;
  return (
    <Tabs
      label={t('label')}
      tabs={[
        { key: 'people', name: t('people'), content: <MusterPeople list={list} /> },
        {
          key: 'groups',
          name: t('groups'),
          content: (
            <div className="grid items-start gap-4 lg:grid-cols-2">
              <Section title={t('stations')}>
                <StationTable stations={muster.byStation} />
              </Section>
              <Section title={t('companies')}>
                <CompanyTable companies={muster.byCompany} />
              </Section>
            </div>
          ),
        },
        { key: 'report', name: t('report'), content: <MusterReport muster={muster} version={version} /> },
        { key: 'print', name: t('print'), content: <PrintableList musterId={muster.id} /> },
      ]}
    />
  );
}
