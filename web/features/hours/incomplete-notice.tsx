import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Says that what stands below has gaps or is old, because a service does not answer. */
export function IncompleteNotice({ onRetry }: { readonly onRetry: () => void }) {
  const t = useTranslations('hours');
  return (
    <Notice tone="warning">
      <span className="flex flex-wrap items-center justify-between gap-2">
        {t('incomplete')}
        <Button onClick={onRetry}>{t('retry')}</Button>
      </span>
    </Notice>
  );
}
