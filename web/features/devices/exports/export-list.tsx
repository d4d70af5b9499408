'use client';

import { useTranslations } from 'next-intl';
import { useLastingQuery } from '../../../graphql/use-lasting-query.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { PartState } from '../part-state.tsx';
import { EXPORTS } from './documents.graphql.ts';
import { ExportCard } from './export-card.tsx';
import { ExportForm } from './export-form.tsx';

const LOOK_EVERY_MS = 1_500;

/** Positions written into files in the background: start one, see how far they are, fetch what was made. */
export function ExportList() {
  const t = useTranslations('devices.exports');
  const answer = useLastingQuery({ query: EXPORTS, requestPolicy: 'cache-and-network' }, { everyMs: LOOK_EVERY_MS });
  const exports = answer.data?.positionExports.nodes;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <ExportForm onStarted={answer.reload} />
      <Panel title={t('title')}>
        <p className="mb-3 text-sm text-muted">{t('lead')}</p>
        <PartState answer={answer} />
        {exports?.length === 0 && <EmptyState icon="download" title={t('none')} />}
        {exports && exports.length > 0 && (
          <ul aria-label={t('title')} className="flex flex-col gap-3">
            {exports.map((one) => (
              <ExportCard key={one.id} made={one} onChanged={answer.reload} />
            ))}
          </ul>
        )}
        {answer.data?.positionExports.pageInfo.hasNextPage && <p className="mt-3 text-sm text-muted">{t('older')}</p>}
      </Panel>
    </div>
  );
}
