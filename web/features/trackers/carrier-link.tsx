'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';

/** Who or what carries a tracker, as far as the viewer may know. */
export interface Carrier {
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly asset: { readonly id: string; readonly name: string } | null;
}

/** Leads to who or what carries a tracker. */
export function CarrierLink({ carrier: { person, asset } }: { readonly carrier: Carrier }) {
  const t = useTranslations('trackers');
  const carrier = person ?? asset;
  if (!carrier) return <span className="text-muted">{t('nobody')}</span>;
  return (
    <Link
      prefetch={false}
      href={`/${person ? 'people' : 'assets'}/${carrier.id}`}
      className="rounded-sm underline decoration-line-strong/50 underline-offset-4 hover:text-accent"
    >
      {carrier.name}
    </Link>
  );
}
