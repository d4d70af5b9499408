'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useViewing } from '../live/viewer-provider.tsx';
import { classNames } from '../ui/class-names.ts';

const LISTS = [
  { name: 'people', permission: 'people:read' },
  { name: 'assets', permission: 'assets:read' },
  { name: 'trackers', permission: 'trackers:read' },
] as const;

/** The lists of who and what is tracked, side by side. */
export function KindTabs() {
  const t = useTranslations('lists');
  const path = usePathname();
  const { permissions } = useViewing().viewer;
  return (
    <nav aria-label={t('kinds')} className="flex gap-1">
      {LISTS.filter(({ permission }) => permissions.includes(permission)).map(({ name }) => {
        const here = path.startsWith(`/${name}`);
        return (
          <Link
            key={name}
            href={`/${name}`}
            aria-current={here ? 'page' : undefined}
            className={classNames(
              'rounded-lg px-2.5 py-1.5 text-lg font-semibold tracking-tight',
              here ? 'text-text' : 'text-muted hover:bg-sunken hover:text-text',
            )}
          >
            {t(`kindNames.${name}`)}
          </Link>
        );
      })}
    </nav>
  );
}
