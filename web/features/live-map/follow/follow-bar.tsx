import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { Followed } from './use-followed.ts';

/** Says whom the map keeps in view, or why it no longer does. */
export function FollowBar({ followed }: { readonly followed: Followed }) {
  const t = useTranslations('map.followed');
  const format = useFormatter();
  const { entries, isReleased } = followed;
  const count = entries.length;
  const names = format.list(entries.map(({ name }) => name));
  return (
    <section
      aria-label={t('label')}
      className="flex flex-wrap items-center gap-2 rounded-xl border border-line bg-raised p-3 text-sm shadow-panel"
    >
      <Icon name="follow" size={16} />
      <p role="status" className="line-clamp-2 min-w-40 flex-1">
        {count ? t(isReleased ? 'released' : 'following', { count, names }) : t('none')}
      </p>
      {isReleased && count > 0 && <Button onClick={followed.resume}>{t('resume')}</Button>}
      <Button onClick={followed.end}>{t('end')}</Button>
    </section>
  );
}
