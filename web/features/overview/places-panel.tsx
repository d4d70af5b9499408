import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { Board, BoardPlace, BoardZone } from '../../live/headcount/board.ts';
import { CountText } from '../../live/headcount/count-text.tsx';
import { inDoubt } from '../../live/headcount/in-doubt.ts';
import type { BoardState } from '../../live/headcount/use-live-board.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ZoneMark } from '../../ui/zone-mark.tsx';
import { PanelState } from './panel-state.tsx';
import { StaleNote } from '../../live/stale-note.tsx';

/** How many people are where: every place with its zones. */
export function PlacesPanel({ state }: { readonly state: BoardState }) {
  const t = useTranslations();
  return (
    <Panel
      title={t('overview.places')}
      note={<StaleNote since={state.kind === 'board' ? state.staleSince : null} />}
      more={{ href: '/headcount', name: t('overview.board') }}
    >
      <Body state={state} />
    </Panel>
  );
}

function Body({ state }: { readonly state: BoardState }) {
  const t = useTranslations();
  switch (state.kind) {
    case 'loading':
      return <PanelState state="loading" />;
    case 'failed':
      return <PanelState state="failed" onRetry={state.reload} />;
    case 'refused':
      return <PanelState state={{ empty: t('headcount.refused') }} />;
    case 'board':
      return isEmpty(state.board) ? (
        <PanelState state={{ empty: t('zones.empty.text') }} />
      ) : (
        <Tree board={state.board} />
      );
  }
}

function Tree({ board: { places, elsewhere } }: { readonly board: Board }) {
  const t = useTranslations('headcount');
  return (
    <ul className="flex flex-col gap-3">
      {places.map((place) => (
        <PlaceRows key={place.id} place={place} />
      ))}
      {elsewhere.length > 0 && (
        <li>
          <p className="border-b border-line pb-1 text-sm font-medium text-muted">{t('elsewhere')}</p>
          <Zones zones={elsewhere} />
        </li>
      )}
    </ul>
  );
}

function PlaceRows({ place }: { readonly place: BoardPlace }) {
  const t = useTranslations('zones');
  return (
    <li>
      <p className="flex items-baseline gap-2 border-b border-line pb-1">
        <span className="min-w-0 truncate font-medium">{place.name}</span>
        <span className="text-sm whitespace-nowrap text-muted">{t(`placeKind.${place.kind}`)}</span>
        <CountText count={place.count} className="ms-auto text-lg font-semibold" />
      </p>
      {place.zones.length > 0 && <Zones zones={place.zones} />}
      {place.children.length > 0 && (
        <ul className="mt-2.5 flex flex-col gap-2.5 border-s-2 border-line ps-3">
          {place.children.map((child) => (
            <PlaceRows key={child.id} place={child} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Zones({ zones }: { readonly zones: readonly BoardZone[] }) {
  return (
    <ul className="grid gap-x-6 pt-1 sm:grid-cols-2">
      {zones.map((zone) => (
        <ZoneRow key={zone.id} zone={zone} />
      ))}
    </ul>
  );
}

function ZoneRow({ zone: { id, name, kind, count } }: { readonly zone: BoardZone }) {
  const t = useTranslations();
  const forbidden = kind === 'EXCLUSION' && count !== null && count.present + inDoubt(count) > 0;
  return (
    <li>
      <Link
        prefetch={false}
        href={`/map?show=${encodeURIComponent(`zone:${id}`)}`}
        title={t('headcount.showOnMap', { name })}
        className={classNames(
          '-mx-2 flex min-h-9 items-center gap-2 rounded-md px-2 text-sm',
          forbidden ? 'bg-danger-soft font-medium text-danger' : 'hover:bg-sunken',
        )}
      >
        <ZoneMark kind={kind} size={16} />
        <span className="sr-only">{t(`zones.kind.${kind}`)}</span>
        <span className="min-w-0 flex-1 truncate">{name}</span>
        {forbidden && (
          <>
            <Icon name="warning" size={16} />
            <span className="sr-only">{t('overview.forbidden')}</span>
          </>
        )}
        <CountText count={count} className="text-base font-semibold" />
      </Link>
    </li>
  );
}

function isEmpty({ places, elsewhere }: Board): boolean {
  return !places.length && !elsewhere.length;
}
