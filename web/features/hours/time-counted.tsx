import { useTranslations } from 'next-intl';
import { hoursText } from './hours-text.ts';

/** What a day or week counts, in hours: time worked, or of a visitor the time on site, marked as a visit. */
export function TimeCounted({
  sums: { workedSeconds, onSiteSeconds },
  isVisitor,
}: {
  readonly sums: { readonly workedSeconds: number; readonly onSiteSeconds: number };
  readonly isVisitor: boolean;
}) {
  const t = useTranslations('hours');
  if (!isVisitor) return hoursText(workedSeconds);
  return (
    <span className="inline-flex items-baseline gap-1.5" title={t('visitTitle')}>
      <span className="rounded bg-sunken px-1 text-xs font-normal text-muted">{t('kinds.VISIT')}</span>
      {hoursText(onSiteSeconds)}
    </span>
  );
}
