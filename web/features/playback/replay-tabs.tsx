'use client';

import { useTranslations } from 'next-intl';
import { Tabs } from '../../ui/tabs.tsx';
import { EventList } from './event-list.tsx';
import type { ReplayEvent } from './replay/replay-events.ts';
import { StopList } from './stop-list.tsx';
import type { Replay } from './use-replay.ts';

/** What happened, and where trackers stood. */
export function ReplayTabs({ replay, events }: { readonly replay: Replay; readonly events: readonly ReplayEvent[] }) {
  const t = useTranslations('playback');
  return (
    <Tabs
      label={t('lists')}
      tabs={[
        { key: 'events', name: t('events'), content: <EventList replay={replay} events={events} /> },
        { key: 'stops', name: t('stops'), content: <StopList replay={replay} /> },
        { key: 'keys', name: t('keys'), content: <Keys /> },
      ]}
    />
  );
}

const KEYS = ['space', 'arrows', 'shift', 'speed', 'head'] as const;

function Keys() {
  const t = useTranslations('playback.keyNames');
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
      {KEYS.map((key) => (
        <div key={key} className="contents">
          <dt className="font-mono text-xs leading-6 whitespace-nowrap text-muted">{t(`${key}.key`)}</dt>
          <dd>{t(`${key}.does`)}</dd>
        </div>
      ))}
    </dl>
  );
}
