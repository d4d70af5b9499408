'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useId, useMemo, useRef } from 'react';
import { useOpenMusters } from '../../live/use-open-musters.ts';
import { useViewing } from '../../live/viewer-provider.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { destinationsFor, leadsTo, mainOf, type Destination } from './destinations.ts';

/** Where one can go: all of it at the side of a desk, the main places at the bottom of a phone with the rest behind `more`. */
export function Navigation() {
  const t = useTranslations('nav');
  const { permissions } = useViewing().viewer;
  const all = useMemo(() => destinationsFor(permissions), [permissions]);
  const mustering = !!useOpenMusters().data?.musters.nodes.length;
  const main = useMemo(() => mainOf(all, { mustering }), [all, mustering]);
  const administration = all.filter(({ group }) => group === 'administration');
  return (
    <nav
      aria-label={t('label')}
      className="min-h-0 border-line bg-surface [grid-area:nav] max-md:flex max-md:border-t max-md:pb-[env(safe-area-inset-bottom)] md:overflow-y-auto md:overscroll-contain md:border-r md:px-3 md:py-2"
    >
      <ul className="flex max-md:min-w-0 max-md:flex-[5] md:flex-col md:gap-0.5">
        {all.map((destination) => (
          <li
            key={destination.name}
            className={classNames(
              'max-md:min-w-0 max-md:flex-1',
              !main.has(destination.name) && 'max-md:hidden',
              destination === administration[0] &&
                'md:mt-3 md:border-t md:border-line md:pt-3 md:[@media(max-height:58rem)]:mt-1.5 md:[@media(max-height:58rem)]:pt-1.5',
            )}
          >
            <NavigationLink destination={destination} calls={mustering && destination.name === 'musters'} />
          </li>
        ))}
      </ul>
      <More destinations={all.filter(({ name }) => !main.has(name))} />
    </nav>
  );
}

function NavigationLink({
  destination,
  calls,
}: {
  readonly destination: Destination;
  /** Whether something goes on there that everybody should know of. */
  readonly calls: boolean;
}) {
  const t = useTranslations('nav');
  const here = leadsTo(destination, usePathname());
  const name = t(destination.name);
  return (
    <Link
      href={destination.path}
      aria-current={here ? 'page' : undefined}
      title={name}
      className={classNames(
        'flex items-center font-medium -outline-offset-2! transition-colors',
        'max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:pt-2 max-md:pb-1.5 max-md:text-[0.6875rem]',
        'md:min-h-10 md:[@media(max-height:58rem)]:min-h-7.5 md:gap-3 md:rounded-lg md:px-3 md:text-sm',
        calls && !here && 'text-danger md:hover:bg-sunken',
        here && 'text-accent md:bg-accent-soft',
        !calls && !here && 'text-muted hover:text-text md:hover:bg-sunken',
      )}
    >
      <span className="relative">
        <Icon name={destination.icon} size={20} />
        {calls && (
          <span
            aria-hidden
            className="absolute -inset-e-1 -top-0.5 size-2.5 rounded-full border-2 border-surface bg-danger"
          />
        )}
      </span>
      {calls && <span className="sr-only">{t('mustering')}</span>}
      <span className="max-w-full truncate md:max-xl:sr-only xl:group-data-narrow/shell:sr-only">{name}</span>
    </Link>
  );
}

function More({ destinations }: { readonly destinations: readonly Destination[] }) {
  const t = useTranslations('nav');
  const pathname = usePathname();
  const id = useId();
  const sheet = useRef<HTMLDivElement>(null);
  if (!destinations.length) return null;
  const here = destinations.some((destination) => leadsTo(destination, pathname));
  return (
    <div className="min-w-0 flex-1 md:hidden">
      <button
        type="button"
        popoverTarget={id}
        className={classNames(
          'flex w-full flex-col items-center gap-0.5 pt-2 pb-1.5 text-[0.6875rem] font-medium -outline-offset-2!',
          here ? 'text-accent' : 'text-muted',
        )}
      >
        <Icon name="more" size={20} />
        {t('more')}
      </button>
      <div
        ref={sheet}
        id={id}
        popover="auto"
        onClick={() => sheet.current?.hidePopover()}
        className="fixed inset-auto inset-e-2 bottom-16 m-0 mb-[env(safe-area-inset-bottom)] max-h-[calc(100dvh-5rem)] w-60 overflow-y-auto overscroll-contain rounded-2xl border border-line bg-raised p-2 text-text shadow-panel"
      >
        <ul>
          {destinations.map((destination) => (
            <li key={destination.name}>
              <MoreLink destination={destination} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function MoreLink({ destination }: { readonly destination: Destination }) {
  const t = useTranslations('nav');
  const here = leadsTo(destination, usePathname());
  return (
    <Link
      href={destination.path}
      aria-current={here ? 'page' : undefined}
      className={classNames(
        'flex min-h-11 items-center gap-3 rounded-lg px-3 text-sm font-medium',
        here ? 'bg-accent-soft text-accent' : 'hover:bg-sunken',
      )}
    >
      <Icon name={destination.icon} size={20} />
      {t(destination.name)}
    </Link>
  );
}
