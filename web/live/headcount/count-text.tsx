'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Count } from './headcount-store.ts';
import { inDoubt } from './in-doubt.ts';

/** Who is present, and apart from them who may be: `4 +1`. An unknown count is a dash, never a nought. */
export function CountText({ count, className }: { readonly count: Count | null; readonly className?: string }) {
  const t = useTranslations('zones');
  const format = useFormatter();
  if (!count) {
    return (
      <span className={classNames('text-muted', className)}>
        <span aria-hidden>–</span>
        <span className="sr-only">{t('unknownCount')}</span>
      </span>
    );
  }
  const { present, probable, stale, unknown } = count;
  const doubtful = inDoubt(count);
  return (
    <span className={classNames('inline-flex items-baseline gap-[0.35em] whitespace-nowrap tabular-nums', className)}>
      <span className="sr-only">{t('countInWords', { present, probable, stale, unknown })}</span>
      <span aria-hidden className={classNames(!present && 'text-muted')}>
        {format.number(present)}
      </span>
      {doubtful > 0 && (
        <span aria-hidden title={t('inDoubt')} className="inline-flex items-center gap-[0.15em] text-[0.6em] text-idle">
          +{format.number(doubtful)}
          <span className="[&>svg]:size-[1em]">
            <Icon name="clock" />
          </span>
        </span>
      )}
    </span>
  );
}
