'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { freshnessOf } from '../../live/age.ts';
import { useNow } from '../../live/live-provider.tsx';
import { StatusText } from '../../live/status-text.tsx';
import { usePosition } from '../../live/use-position.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { connectionOf, type Entry } from './entries.ts';
import { PositionFacts } from './position-facts.tsx';
import type { Selection } from './use-selection.ts';

/** Everything known about the selected entry now. */
export function EntryCard({ entry, selection }: { readonly entry: Entry; readonly selection: Selection }) {
  const t = useTranslations('map.card');
  const { select } = selection;
  const position = usePosition(entry.tracker?.id ?? null);
  const now = useNow();
  const old = position !== null && freshnessOf(position.recordedAt, now) !== 'fresh';
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) select(null);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [select]);

  return (
    <article
      aria-label={t('label', { name: entry.name })}
      className="flex flex-col gap-3 overflow-y-auto border-line bg-raised p-4 max-md:row-start-2 max-md:border-t md:absolute md:top-3 md:right-3 md:max-h-[calc(100%-1.5rem)] md:w-76 md:rounded-2xl md:border md:shadow-panel"
    >
      <header className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-base font-semibold">{entry.name}</h2>
          <Subtitle entry={entry} />
        </div>
        <IconButton label={t('close')} onClick={() => select(null)} className="-mt-1.5 -mr-2">
          <Icon name="close" size={18} />
        </IconButton>
      </header>
      {old && <Notice tone="warning">{t('old', { name: entry.name })}</Notice>}
      {position && (
        <Button
          look={selection.following ? 'primary' : 'secondary'}
          aria-pressed={selection.following}
          onClick={() => selection.setFollowing(!selection.following)}
        >
          <Icon name="follow" size={16} />
          {selection.following ? t('following') : t('follow')}
        </Button>
      )}
      <PositionFacts tracker={entry.tracker} position={position} />
    </article>
  );
}

function Subtitle({ entry }: { readonly entry: Entry }) {
  const t = useTranslations('map');
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
      {entry.tracker ? <StatusText status={connectionOf(entry)} /> : t('noTracker')}
      {entry.unit && <span className="truncate">{entry.unit}</span>}
    </p>
  );
}
