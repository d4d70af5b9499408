'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { StaleNote } from '../../live/stale-note.tsx';
import { useOpenMusters } from '../../live/use-open-musters.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';

/** The musters that go on, with how many are missing; nothing while there is none. */
export function OpenMusters() {
  const t = useTranslations('musters');
  const { data, staleSince } = useOpenMusters();
  const musters = data?.musters.nodes ?? [];
  if (!musters.length) return null;
  return (
    <ul aria-label={t('open')} className="flex flex-col gap-2">
      {musters.map(({ id, name, mode, counts }) => (
        <li key={id}>
          <Link
            prefetch={false}
            href={`/musters/${id}`}
            className={classNames(
              'flex min-h-11 flex-wrap items-center gap-x-2 rounded-xl px-4 py-2 font-medium',
              mode === 'LIVE' ? 'bg-danger-soft text-danger' : 'bg-warning-soft text-idle',
            )}
          >
            <Icon name="muster" size={18} />
            {t('openInWords', { mode: t(`modes.${mode}`), name, missing: counts.missing, total: counts.total })}
            <StaleNote since={staleSince} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
