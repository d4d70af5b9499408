import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Icon, type IconName } from '../../ui/icon.tsx';

const NEXT: readonly {
  readonly name: 'map' | 'users' | 'rules' | 'drill' | 'help';
  readonly href: string;
  readonly icon: IconName;
}[] = [
  { name: 'map', href: '/map', icon: 'map' },
  { name: 'users', href: '/users', icon: 'users' },
  { name: 'rules', href: '/notifications', icon: 'bell' },
  { name: 'drill', href: '/musters', icon: 'muster' },
  { name: 'help', href: '/help/administrator', icon: 'help' },
];

/** What comes once everything is there. */
export function WhatNext() {
  const t = useTranslations('start.next');
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3 rounded-2xl bg-accent-soft p-4 md:p-5">
      <h2 className="font-semibold">{t('title')}</h2>
      <ul className="grid gap-2 sm:grid-cols-2">
        {NEXT.map(({ name, href, icon }) => (
          <li key={name}>
            <Link
              prefetch={false}
              href={href}
              className="group flex h-full items-start gap-3 rounded-xl border border-line bg-surface p-3 hover:border-accent"
            >
              <span className="text-accent">
                <Icon name={icon} size={20} />
              </span>
              <span className="flex min-w-0 flex-col">
                <span className="font-medium group-hover:text-accent">{t(`${name}.title`)}</span>
                <span className="text-sm text-muted">{t(`${name}.text`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
