'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { freshnessOf } from '../../live/age.ts';
import { useNow } from '../../live/live-provider.tsx';
import { StatusText } from '../../live/status-text.tsx';
import { usePosition } from '../../live/use-position.ts';
import { Button } from '../../ui/button.tsx';
import { CardPanel } from '../../ui/card-panel.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { connectionOf, type Entry } from './entries.ts';
import { PersonZones } from './person-zones.tsx';
import { PositionFacts } from './position-facts.tsx';
import type { Selection } from './use-selection.ts';

/** Everything known about the selected entry now. */
export function EntryCard({ entry, selection }: { readonly entry: Entry; readonly selection: Selection }) {
  const t = useTranslations('map.card');
  const { select } = selection;
  const position = usePosition(entry.tracker?.id ?? null);
  const now = useNow();
  const old = position !== null && freshnessOf(position.recordedAt, now) !== 'fresh';
  const close = useCallback(() => select(null), [select]);

  return (
    <CardPanel
      label={t('label', { name: entry.name })}
      title={entry.name}
      subtitle={<Subtitle entry={entry} />}
      closeLabel={t('close')}
      onClose={close}
    >
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
      {entry.kind === 'person' && (
        <PersonZones personId={entry.key.slice('person:'.length)} onSelect={selection.selectZone} />
      )}
      <PositionFacts tracker={entry.tracker} position={position} />
    </CardPanel>
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
