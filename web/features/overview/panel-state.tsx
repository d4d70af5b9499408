import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';

/** What a panel says while it has nothing to show. */
export function PanelState({
  state,
  onRetry,
}: {
  readonly state: 'loading' | 'failed' | { readonly empty: string };
  readonly onRetry?: () => void;
}) {
  const t = useTranslations('overview');
  if (state === 'loading') return <SkeletonRows rows={3} label={t('loading')} />;
  if (state !== 'failed') return <p className="py-3 text-sm text-muted">{state.empty}</p>;
  return (
    <div role="alert" className="flex flex-wrap items-center justify-between gap-3 py-2 text-sm text-danger">
      {t('failed')}
      {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
    </div>
  );
}
