'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useViewing } from '../../live/viewer-provider.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDensity } from '../../ui/use-density.ts';
import { useStoredFlag } from '../../ui/use-stored-flag.ts';
import { useWall } from '../../ui/use-wall.ts';
import { Account } from './account.tsx';
import { brandColors } from './brand-colors.ts';
import { Brand } from './brand.tsx';
import { LinkBadge } from './link-badge.tsx';
import { CommandPalette } from './palette/command-palette.tsx';
import { Navigation } from './navigation.tsx';
import { WidthToggle } from './width-toggle.tsx';

const FRAME =
  "grid grid-cols-[minmax(0,1fr)_auto_auto] grid-rows-[3.5rem_minmax(0,1fr)_auto] [grid-template-areas:'brand_link_account''main_main_main''nav_nav_nav'] md:grid-cols-[4.5rem_minmax(0,1fr)] md:grid-rows-[4rem_minmax(0,1fr)_auto_auto] md:[grid-template-areas:'brand_main''nav_main''link_main''account_main'] xl:grid-cols-[15rem_minmax(0,1fr)] xl:data-narrow:grid-cols-[4.5rem_minmax(0,1fr)]";

/**
 * The frame around every page: whose product it is, where one can go, whether what is shown is current. On a desk it
 * is a bar at the side, on a phone one at the top and one at the bottom; either way each part is there once. A page that fills a wall stands there without it.
 */
export function Shell({
  bell,
  children,
}: {
  /** What the viewer was told, beside the account. */
  readonly bell: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useTranslations('nav');
  const { tenant } = useViewing().viewer;
  const [narrow, setNarrow] = useStoredFlag('narrow-navigation', { byDefault: false });
  const [compact] = useDensity();
  const { shown: bare } = useWall();
  return (
    <div
      style={brandColors(tenant.brandColor)}
      data-narrow={narrow || undefined}
      data-compact={compact || undefined}
      className={classNames('group/shell h-dvh overflow-hidden', !bare && FRAME)}
    >
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 text-accent-text focus:not-sr-only focus:fixed focus:top-2 focus:inset-s-2"
      >
        {t('skip')}
      </a>
      {!bare && (
        <>
          <div
            aria-hidden
            className="border-b border-line bg-surface [grid-area:1/1/2/-1] md:border-r md:border-b-0 md:[grid-area:1/1/-1/2]"
          />
          <Brand />
          <Navigation />
          <LinkBadge />
          <div className="flex items-center justify-between gap-1 pe-3 [grid-area:account] md:flex-col-reverse md:gap-2 md:px-3 md:pb-3 xl:not-group-data-narrow/shell:flex-row">
            <Account />
            <CommandPalette />
            {bell}
            <WidthToggle narrow={narrow} onChange={setNarrow} />
          </div>
        </>
      )}
      <main
        id="content"
        tabIndex={-1}
        className={classNames('relative min-h-0 min-w-0 outline-none [grid-area:main]', bare && 'h-full')}
      >
        {children}
      </main>
    </div>
  );
}
