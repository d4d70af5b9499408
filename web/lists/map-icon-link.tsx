'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Icon } from '../ui/icon.tsx';

/** Leads to somebody's or something's place on the map. @param show key of the entry, for example `person:<id>`. */
export function MapIconLink({ show, name }: { readonly show: string; readonly name: string }) {
  const label = useTranslations('lists')('showOnMap', { name });
  return (
    <Link
      prefetch={false}
      href={`/map?show=${encodeURIComponent(show)}`}
      aria-label={label}
      title={label}
      className="inline-flex size-8 items-center justify-center rounded-lg text-muted hover:bg-sunken hover:text-text"
    >
      <Icon name="map" size={18} />
    </Link>
  );
}
