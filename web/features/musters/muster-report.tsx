'use client';

import { useTranslations } from 'next-intl';
import type { LiveMusterFragment, MusterReportQuery, ReportedGroupFragment } from '../../__generated__/graphql.ts';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { StaleNote } from '../../live/stale-note.tsx';
import { useThrottled } from '../../live/use-throttled.ts';
import { DurationText } from '../../records/duration-text.tsx';
import { Section } from '../../records/section.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Cell, Table } from '../../ui/table.tsx';
import { EvacuationCurve } from './evacuation-curve.tsx';
import { Seconds } from './seconds.tsx';
import { Comparison } from './comparison.tsx';
import { MUSTER_REPORT } from './documents.graphql.ts';

type Report = NonNullable<MusterReportQuery['muster']>['report'];

// The muster may change four times a second; a report is read.
const LOOK_AGAIN_MS = 5_000;

/** How a muster went, or goes: how fast, and by company, zone and station. @param version of the muster's list. */
export function MusterReport({ muster, version }: { readonly muster: LiveMusterFragment; readonly version: number }) {
  const t = useTranslations('musters.report');
  const { data, staleSince, failed, reload } = useLastingQuery(
    { query: MUSTER_REPORT, variables: { musterId: muster.id } },
    { version: useThrottled(version, LOOK_AGAIN_MS) },
  );
  const report = data?.muster?.report;
  if (failed) {
    return (
      <Notice tone="danger">
        <span className="flex flex-wrap items-center justify-between gap-2">
          {t('failed')}
          <Button onClick={reload}>{t('retry')}</Button>
        </span>
      </Notice>
    );
  }
  if (!report) return <SkeletonRows rows={6} label={t('loading')} />;
  return (
    <div className="flex flex-col gap-4">
      <StaleNote since={staleSince} />
      <Section title={t('times')}>
        <Times report={report} />
        <EvacuationCurve curve={report.curve} />
      </Section>
      <Groups title={t('companies')} groups={report.companies} />
      <Groups title={t('zones')} groups={report.zones} />
      <Groups title={t('stations')} groups={report.stations} />
      <Comparison muster={muster} />
    </div>
  );
}

function Times({ report }: { readonly report: Report }) {
  const t = useTranslations('musters.report');
  const times = [
    ['to50', report.secondsTo50],
    ['to90', report.secondsTo90],
    ['to100', report.secondsTo100],
  ] as const;
  return (
    <>
      <dl className="grid grid-cols-3 gap-3">
        {times.map(([name, seconds]) => (
          <div key={name} className="flex flex-col-reverse rounded-xl bg-sunken px-3 py-2">
            <dt className="text-sm text-muted">{t(name)}</dt>
            <dd className="text-xl font-semibold">
              <Seconds seconds={seconds} />
            </dd>
          </div>
        ))}
      </dl>
      {report.overdue && <Notice tone="warning">{t('overdue')}</Notice>}
      {report.pausedSeconds > 0 && (
        <p className="text-sm text-muted">
          {t('paused')} <DurationText milliseconds={report.pausedSeconds * 1_000} />
        </p>
      )}
    </>
  );
}

function Groups({ title, groups }: { readonly title: string; readonly groups: readonly ReportedGroupFragment[] }) {
  const t = useTranslations('musters.report');
  if (!groups.length) return null;
  return (
    <Section title={title}>
      <Table
        label={title}
        columns={[
          { name: t('name') },
          { name: t('accounted') },
          { name: t('to50') },
          { name: t('to90') },
          { name: t('to100') },
        ]}
      >
        {groups.map((group) => (
          <tr key={group.company?.id ?? group.zone?.id ?? ''}>
            <Cell heading>{group.company?.name ?? group.zone?.name ?? t('none')}</Cell>
            <Cell label={t('accounted')}>{t('of', { accounted: group.accounted, total: group.total })}</Cell>
            <Cell label={t('to50')}>
              <Seconds seconds={group.secondsTo50} />
            </Cell>
            <Cell label={t('to90')}>
              <Seconds seconds={group.secondsTo90} />
            </Cell>
            <Cell label={t('to100')}>
              <Seconds seconds={group.secondsTo100} />
            </Cell>
          </tr>
        ))}
      </Table>
    </Section>
  );
}
