'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Icon } from '../ui/icon.tsx';

/** Leads to the replay of somebody or something. @param who as its address names them, for example `person:<id>`. */
export function ReplayIconLink({ who, name }: { readonly who: string; readonly name: string }) {
  const label = useTranslations('lists')('replay', { name });
  return (
    <Link
      prefetch={false}
      href={`/playback?who=${encodeURIComponent(who)}`}
      aria-label={label}
      title={label}
      className="inline-flex size-8 items-center justify-center rounded-lg text-muted hover:bg-sunken hover:text-text"
    >
      <Icon name="replay" size={18} />
    </Link>
  );
}
