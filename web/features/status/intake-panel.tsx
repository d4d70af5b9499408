'use client';

import { useTranslations } from 'next-intl';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { StaleNote } from '../../live/stale-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { LISTENERS, OPEN_DOORS } from './documents.graphql.ts';

const LOOK_AGAIN = { everyMs: 15_000 };
const NETWORK = { requestPolicy: 'cache-and-network' } as const;

/** Where devices are listened to, and through how many doors they may come. */
export function IntakePanel() {
  const t = useTranslations('systemStatus');
  const listeners = useLastingQuery({ query: LISTENERS, ...NETWORK }, LOOK_AGAIN);
  const doors = useLastingQuery({ query: OPEN_DOORS, ...NETWORK }, LOOK_AGAIN);
  const open = doors.data?.ingestDoors.filter(({ closedAt }) => closedAt === null).length;
  const listening = listeners.data?.protocols.filter(({ port }) => port !== null) ?? [];
  return (
    <Panel
      title={t('intake.title')}
      note={<StaleNote since={listeners.staleSince ?? doors.staleSince} />}
      more={{ href: '/devices', name: t('intake.more') }}
    >
      {!listeners.data && !listeners.failed && <SkeletonRows rows={3} label={t('loading')} />}
      {listeners.failed && <p className="text-sm text-muted">{t('failed')}</p>}
      {open !== undefined && <p className="mb-2 text-sm">{t('intake.doors', { count: open })}</p>}
      {listeners.data && listening.length === 0 && <p className="text-sm text-muted">{t('intake.none')}</p>}
      <ul aria-label={t('intake.ports')} className="flex flex-wrap gap-1.5">
        {listening.map(({ name, transports, port }) => (
          <li
            key={`${name}:${transports.join()}`}
            className="rounded-md bg-sunken px-2 py-1 text-[0.8125rem] tabular-nums"
          >
            {name} <span className="text-muted">{`${transports.join(', ')} ${port}`}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
