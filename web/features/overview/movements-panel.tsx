import { useFormatter, useTranslations } from 'next-intl';
import { AgeText } from '../../live/age-text.tsx';
import { MapLink } from '../../ui/map-link.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ZoneMark } from '../../ui/zone-mark.tsx';
import { moverOf, type Movement } from './movements.ts';
import { PanelState } from './panel-state.tsx';
import { StaleNote } from '../../live/stale-note.tsx';
import { useMovements } from './use-movements.ts';

/** Who entered and left where during the last hour. */
export function MovementsPanel() {
  const t = useTranslations('overview');
  const { movements, staleSince, failed, reload } = useMovements();
  return (
    <Panel
      title={t('movements')}
      note={<StaleNote since={staleSince} />}
      more={{ href: '/zones', name: t('allZones') }}
    >
      {failed && <PanelState state="failed" onRetry={reload} />}
      {!failed && !movements && <PanelState state="loading" />}
      {movements?.length === 0 && <PanelState state={{ empty: t('noMovements') }} />}
      <ol className="-mx-1 max-h-[34rem] divide-y divide-line/70 overflow-y-auto overscroll-contain px-1">
        {movements?.map((movement) => (
          <MovementRow key={movement.key} movement={movement} />
        ))}
      </ol>
    </Panel>
  );
}

function MovementRow({ movement: { kind, at, visit } }: { readonly movement: Movement }) {
  const t = useTranslations();
  const format = useFormatter();
  const mover = moverOf(visit);
  const { geofence } = visit;
  return (
    <li className="flex items-start gap-2.5 py-2 text-sm">
      <span className="mt-0.5">
        <ZoneMark kind={geofence.kind} size={16} />
      </span>
      <p className="min-w-0 flex-1">
        {t.rich(`overview.moved.${kind}`, {
          who: () =>
            mover ? (
              <MapLink show={mover.show} label={t('headcount.showOnMap', { name: mover.name })}>
                {mover.name}
              </MapLink>
            ) : (
              <span className="text-muted">{t('overview.hidden')}</span>
            ),
          zone: () => <span className="font-medium">{geofence.name}</span>,
        })}
      </p>
      <span className="text-end text-muted" title={format.dateTime(at, { timeStyle: 'medium' })}>
        <AgeText instant={at} />
      </span>
    </li>
  );
}
