import { useFormatter, useTranslations } from 'next-intl';
import { Icon } from '../ui/icon.tsx';

/** Says since when what stands below is no longer current; nothing while it is. */
export function StaleNote({ since }: { readonly since: number | null }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  if (since === null) return null;
  return (
    <span role="status" className="inline-flex items-center gap-1 text-sm font-medium whitespace-nowrap text-idle">
      <Icon name="clock" size={14} />
      {t('staleSince', { time: format.dateTime(since, { timeStyle: 'short' }) })}
    </span>
  );
}
