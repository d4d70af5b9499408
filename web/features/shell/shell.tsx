'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { useViewing } from '../../live/viewer-provider.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Account } from './account.tsx';
import { LinkBadge } from './link-badge.tsx';

const PLACES: readonly { readonly name: 'map' | 'headcount' | 'people' | 'trackers'; readonly icon: IconName }[] = [
  { name: 'map', icon: 'map' },
  { name: 'headcount', icon: 'headcount' },
  { name: 'people', icon: 'people' },
  { name: 'trackers', icon: 'tracker' },
];

/** The frame around every page: where one is, where one can go, whether what is shown is current. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const t = useTranslations();
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 text-accent-text focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t('nav.skip')}
      </a>
      <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line bg-surface px-3 sm:gap-5 sm:px-4">
        <Link href="/map" className="flex items-center gap-2 rounded-md font-semibold tracking-tight">
          <span className="text-accent">
            <Icon name="logo" size={24} />
          </span>
          <span className="max-sm:sr-only">{t('app.name')}</span>
        </Link>
        <Navigation className="flex h-full items-stretch gap-1 max-sm:hidden" />
        <div className="ml-auto flex items-center gap-2 sm:gap-3">
          <TenantName />
          <LinkBadge />
          <Account />
        </div>
      </header>
      <main id="content" tabIndex={-1} className="min-h-0 flex-1 outline-none">
        {children}
      </main>
      <Navigation
        className="flex shrink-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden"
        bottom
      />
    </div>
  );
}

function TenantName() {
  const { tenant } = useViewing().viewer;
  return <span className="max-w-48 truncate text-sm text-muted max-lg:hidden">{tenant.name}</span>;
}

function Navigation({ className, bottom = false }: { readonly className: string; readonly bottom?: boolean }) {
  const t = useTranslations('nav');
  const path = usePathname();
  return (
    <nav aria-label={t('label')} className={className}>
      {PLACES.map(({ name, icon }) => {
        const here = path.startsWith(`/${name}`);
        return (
          <Link
            key={name}
            href={`/${name}`}
            aria-current={here ? 'page' : undefined}
            className={classNames(
              'flex items-center justify-center text-sm font-medium transition-colors',
              bottom ? 'flex-1 flex-col gap-0.5 py-2 text-xs' : 'relative gap-2 rounded-md px-3',
              here ? 'text-accent' : 'text-muted hover:text-text',
              here &&
                !bottom &&
                'after:absolute after:inset-x-3 after:-bottom-px after:h-0.5 after:rounded-full after:bg-accent',
            )}
          >
            <Icon name={icon} size={bottom ? 22 : 18} />
            {t(name)}
          </Link>
        );
      })}
    </nav>
  );
}
