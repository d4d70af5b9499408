'use client';

import { useTranslations } from 'next-intl';
import { AgeText } from '../live/age-text.tsx';
import { useLive, useNow } from '../live/live-provider.tsx';

/** A tracker as far as it says when it was heard. */
interface HeardTracker {
  readonly id: string;
  /** RFC 3339, or null when never. */
  readonly lastHeardAt: string | null;
}

/** When anything was last heard from one of some trackers, kept current by the positions that arrive. */
export function HeardText({ trackers }: { readonly trackers: readonly HeardTracker[] }) {
  const t = useTranslations('lists');
  const { positions } = useLive();
  useNow();
  const heard = trackers.flatMap(({ id, lastHeardAt }) => [
    lastHeardAt ? Date.parse(lastHeardAt) : 0,
    positions.get(id)?.receivedAt ?? 0,
  ]);
  const newest = Math.max(0, ...heard);
  return newest ? <AgeText instant={newest} /> : <span className="text-muted">{t('never')}</span>;
}
