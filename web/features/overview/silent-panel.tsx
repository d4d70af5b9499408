import { useTranslations } from 'next-intl';
import type { SilentQuery } from '../../__generated__/graphql.ts';
import type { LastingAnswer } from '../../graphql/use-lasting-query.ts';
import { AgeText } from '../../live/age-text.tsx';
import { MapLink } from '../../ui/map-link.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusMark } from '../../ui/status-mark.tsx';
import { PanelState } from './panel-state.tsx';
import { StaleNote } from '../../live/stale-note.tsx';

type SilentPerson = SilentQuery['people']['nodes'][number];

/** Where all of them are. */
export const SILENT_PEOPLE = '/people?zone=any&connection=IDLE&connection=DISCONNECTED';

/** Who is not heard from, and where they were last. */
export function SilentPanel({ silent }: { readonly silent: LastingAnswer<SilentQuery> }) {
  const t = useTranslations('overview');
  const { data, staleSince, failed, reload } = silent;
  const people = data?.people.nodes;
  return (
    <Panel
      title={t('silent')}
      note={<StaleNote since={staleSince} />}
      more={{ href: SILENT_PEOPLE, name: t('allSilent') }}
    >
      {failed && <PanelState state="failed" onRetry={reload} />}
      {!failed && !people && <PanelState state="loading" />}
      {people?.length === 0 && <PanelState state={{ empty: t('nobodySilent') }} />}
      <ul className="divide-y divide-line/70">
        {people?.map((person) => (
          <SilentRow key={person.id} person={person} />
        ))}
      </ul>
    </Panel>
  );
}

function SilentRow({ person: { id, name, connection, lastHeardAt, zones } }: { readonly person: SilentPerson }) {
  const t = useTranslations();
  const status = connection ?? 'DISCONNECTED';
  return (
    <li className="flex items-center gap-2.5 py-1.5 text-sm">
      <StatusMark status={status} />
      <span className="sr-only">{t(`status.${status}`)}</span>
      <span className="min-w-0 flex-1">
        <span className="block truncate">
          <MapLink show={`person:${id}`} label={t('headcount.showOnMap', { name })}>
            {name}
          </MapLink>
        </span>
        <span className="block truncate text-muted">{zones.map((zone) => zone.name).join(', ')}</span>
      </span>
      <span className="text-muted">{lastHeardAt ? <AgeText instant={Date.parse(lastHeardAt)} /> : t('age.never')}</span>
    </li>
  );
}
