'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Judgements } from './judgements.tsx';

/** Why a tracker counts as in some zones and not in others; asked for by whoever wants to know. */
export function WhyZones({ trackerId }: { readonly trackerId: string }) {
  const t = useTranslations('map.why');
  const [open, setOpen] = useState(false);
  return (
    <details
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      className="rounded-xl border border-line px-3 py-2 text-sm"
    >
      <summary className="min-h-6 cursor-pointer font-medium">{t('title')}</summary>
      {open && <Judgements trackerId={trackerId} />}
    </details>
  );
}
