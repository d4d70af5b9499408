import { useTranslations } from 'next-intl';
import type { SilentQuery } from '../../__generated__/graphql.ts';
import type { LastingAnswer } from '../../graphql/use-lasting-query.ts';
import { AgeText } from '../../live/age-text.tsx';
import { MapLink } from '../../ui/map-link.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusMark } from '../../ui/status-mark.tsx';
import { PanelState } from './panel-state.tsx';
import { StaleNote } from './stale-note.tsx';

type SilentTracker = SilentQuery['trackers']['nodes'][number];

/** Who is not heard from, and where they were last. */
export function SilentPanel({ silent }: { readonly silent: LastingAnswer<SilentQuery> }) {
  const t = useTranslations('overview');
  const { data, staleSince, failed, reload } = silent;
  const trackers = data?.trackers.nodes;
  return (
    <Panel
      title={t('silent')}
      note={<StaleNote since={staleSince} />}
      more={{ href: '/trackers?connection=IDLE&connection=DISCONNECTED', name: t('all') }}
    >
      {failed && <PanelState state="failed" onRetry={reload} />}
      {!failed && !trackers && <PanelState state="loading" />}
      {trackers?.length === 0 && <PanelState state={{ empty: t('nobodySilent') }} />}
      <ul className="divide-y divide-line/70">
        {trackers?.map((tracker) => (
          <SilentRow key={tracker.id} tracker={tracker} />
        ))}
      </ul>
    </Panel>
  );
}

function SilentRow({ tracker }: { readonly tracker: SilentTracker }) {
  const t = useTranslations();
  const { person, asset, connection, lastHeardAt, zones } = tracker;
  const name = person?.name ?? asset?.name ?? tracker.name;
  return (
    <li className="flex items-center gap-2.5 py-1.5 text-sm">
      <StatusMark status={connection} />
      <span className="sr-only">{t(`status.${connection}`)}</span>
      <span className="min-w-0 flex-1">
        <span className="block truncate">
          <MapLink
            show={person ? `person:${person.id}` : `tracker:${tracker.id}`}
            label={t('headcount.showOnMap', { name })}
          >
            {name}
          </MapLink>
        </span>
        <span className="block truncate text-muted">
          {zones.length ? zones.map((zone) => zone.name).join(', ') : t('zones.inNoZone')}
        </span>
      </span>
      <span className="text-muted">{lastHeardAt ? <AgeText instant={Date.parse(lastHeardAt)} /> : t('age.never')}</span>
    </li>
  );
}
