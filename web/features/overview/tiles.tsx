import { useFormatter, useTranslations } from 'next-intl';
import type { ConnectionsQuery, SilentQuery } from '../../__generated__/graphql.ts';
import type { LastingAnswer } from '../../graphql/use-lasting-query.ts';
import { inDoubt } from '../../live/headcount/in-doubt.ts';
import type { BoardState } from '../../live/headcount/use-live-board.ts';
import { StatTile } from '../../ui/stat-tile.tsx';
import { StatusMark } from '../../ui/status-mark.tsx';
import { SILENT_PEOPLE } from './silent-panel.tsx';
import { StaleNote } from '../../live/stale-note.tsx';

/** Everybody on site. */
export function TotalTile({ state }: { readonly state: BoardState }) {
  const t = useTranslations();
  const number = useNumber();
  const total = state.kind === 'board' ? state.total : null;
  const since = state.kind === 'board' ? state.staleSince : null;
  const doubtful = total ? inDoubt(total) : 0;
  const inWords = doubtful ? t('headcount.staleTotal', { count: doubtful }) : t('headcount.noneStale');
  return (
    <StatTile name={t('overview.onSite')} icon="headcount" href="/headcount" value={number(total?.present)}>
      {since === null ? total && <span className={doubtful ? 'text-idle' : undefined}>{inWords}</span> : null}
      <StaleNote since={since} />
    </StatTile>
  );
}

/** Trackers by how well they are heard from. */
export function ConnectionsTile({ connections }: { readonly connections: LastingAnswer<ConnectionsQuery> }) {
  const t = useTranslations();
  const number = useNumber();
  const { data, staleSince } = connections;
  const counts = data?.trackers.connectionCounts;
  const shown = [
    ['CONNECTED', counts?.connected],
    ['IDLE', counts?.idle],
    ['DISCONNECTED', counts?.disconnected],
  ] as const;
  return (
    <StatTile name={t('overview.connected')} icon="tracker" href="/trackers" value={number(counts?.connected)}>
      <span className="flex flex-wrap gap-x-3">
        {shown.slice(1).map(([status, count]) => (
          <span key={status} className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <StatusMark status={status} size={12} />
            {number(count)} {t(`overview.counted.${status}`)}
          </span>
        ))}
      </span>
      <StaleNote since={staleSince} />
    </StatTile>
  );
}

/** How many of those on site are not heard from. */
export function SilentTile({ silent }: { readonly silent: LastingAnswer<SilentQuery> }) {
  const t = useTranslations('overview');
  const number = useNumber();
  const { data, staleSince } = silent;
  const count = data?.people.totalCount;
  return (
    <StatTile name={t('silent')} icon="silent" href={SILENT_PEOPLE} value={number(count)} warn={!!count}>
      {staleSince === null && count !== undefined && t(count ? 'someSilent' : 'nobodySilent')}
      <StaleNote since={staleSince} />
    </StatTile>
  );
}

/** A number, or a dash while it is unknown. */
function useNumber(): (value: number | undefined) => string {
  const format = useFormatter();
  return (value) => (value === undefined ? '–' : format.number(value));
}
