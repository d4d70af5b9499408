'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { SETTING_HISTORY } from './documents.graphql.ts';
import { SettingChanges } from './setting-changes.tsx';

const FIRST = 20;
// As many of each setting as the server tells at once.
const MOST = 500;

/** Every change of a setting, newest first. */
export function SettingHistory() {
  const t = useTranslations('settings');
  const [first, setFirst] = useState(FIRST);
  const { data, failed, codes, reload } = useLastingQuery({
    query: SETTING_HISTORY,
    variables: { first },
    requestPolicy: 'cache-and-network',
  });
  const older = data?.settings.some(({ history }) => history.pageInfo.hasNextPage) ?? false;
  return (
    <details className="rounded-2xl border border-line bg-surface px-4 py-3 text-sm">
      <summary className="font-medium">{t('history')}</summary>
      {failed && <Failed refused={codes.includes('FORBIDDEN')} onRetry={reload} />}
      {!failed && !data && <SkeletonRows rows={3} label={t('historyLoading')} />}
      {data && <SettingChanges settings={data.settings} />}
      {older && first < MOST && (
        <div className="flex justify-center pt-2">
          <Button onClick={() => setFirst(MOST)}>{t('historyMore')}</Button>
        </div>
      )}
      {older && first === MOST && <p className="pt-2 text-muted">{t('historyOlder', { count: MOST })}</p>}
    </details>
  );
}

function Failed({ refused, onRetry }: { readonly refused: boolean; readonly onRetry: () => void }) {
  const t = useTranslations('settings');
  if (refused) return <EmptyState icon="info" title={t('historyRefused')} />;
  return (
    <EmptyState icon="warning" title={t('historyFailed')} action={<Button onClick={onRetry}>{t('retry')}</Button>} />
  );
}
