'use client';

import { useTranslations } from 'next-intl';
import { useLastingQuery } from '../../../graphql/use-lasting-query.ts';
import { useMayEverywhere } from '../../../live/viewer-provider.tsx';
import { Fact, Facts } from '../../../records/section.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { InstantText } from '../instant-text.tsx';
import { PartState } from '../part-state.tsx';
import { RETENTION } from './documents.graphql.ts';
import { LegalHolds } from './legal-holds.tsx';

/** For how long positions are kept, and what a legal hold keeps longer. */
export function Keeping() {
  const t = useTranslations('devices.keeping');
  const mayReadHolds = useMayEverywhere('settings:write');
  const answer = useLastingQuery({ query: RETENTION, requestPolicy: 'cache-and-network' });
  const retention = answer.data?.positionRetention;
  return (
    <>
      <Panel title={t('title')} more={mayReadHolds ? { href: '/settings', name: t('change') } : null}>
        <p className="mb-3 max-w-3xl text-sm text-muted">{t('lead')}</p>
        <PartState answer={answer} />
        {retention && (
          <div className="max-w-xl">
            <Facts>
              <Fact name={t('keep')}>
                {retention.keepDays === null ? t('forever') : t('days', { count: retention.keepDays })}
              </Fact>
              {retention.takesEffectAt && (
                <Fact name={t('takesEffect')}>
                  <InstantText at={retention.takesEffectAt} />
                </Fact>
              )}
              <Fact name={t('keptSince')}>
                {retention.keptSince ? <InstantText at={retention.keptSince} /> : t('nothingDeleted')}
              </Fact>
              {retention.deletedAt && (
                <Fact name={t('deletedAt')}>
                  <InstantText at={retention.deletedAt} />
                </Fact>
              )}
            </Facts>
          </div>
        )}
      </Panel>
      {mayReadHolds && <LegalHolds />}
    </>
  );
}
