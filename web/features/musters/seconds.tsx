import { useTranslations } from 'next-intl';
import { DurationText } from '../../records/duration-text.tsx';

/** How long it took, or that it has not come so far. */
export function Seconds({ seconds }: { readonly seconds: number | null }) {
  const t = useTranslations('musters.report');
  return seconds === null ? (
    <span className="text-muted">
      <span aria-hidden>–</span>
      <span className="sr-only">{t('notYet')}</span>
    </span>
  ) : (
    <DurationText milliseconds={seconds * 1_000} />
  );
}
