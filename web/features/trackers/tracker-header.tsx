'use client';

import { useTranslations } from 'next-intl';
import type { TrackerQuery } from '../../__generated__/graphql.ts';
import { HeardText } from '../../lists/heard-text.tsx';
import type { Units } from '../../lists/use-units.ts';
import { StatusText } from '../../live/status-text.tsx';
import { BatteryText } from '../../records/battery-text.tsx';
import { Button } from '../../ui/button.tsx';
import { showDialog } from '../../ui/dialog-address.ts';
import { Icon } from '../../ui/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

/** The tracker of the page, as its cache holds it. */
export type ShownTracker = NonNullable<TrackerQuery['tracker']>;

/** What a tracker is called, how well it is heard from, and how to connect it. */
export function TrackerHeader({
  tracker,
  units,
  onEdit,
}: {
  readonly tracker: ShownTracker;
  readonly units: Units;
  /** Null where the viewer may not change it. */
  readonly onEdit: (() => void) | null;
}) {
  const t = useTranslations('trackers.page');
  const { id, name, identifiers, connection, person } = tracker;
  const path = tracker.unit && units.byId.get(tracker.unit.id)?.path;
  const show = person ? `person:${person.id}` : `tracker:${id}`;
  return (
    <header className="flex flex-wrap items-center gap-x-6 gap-y-4">
      <div className="min-w-0 flex-1 basis-56">
        <h1 className="text-2xl font-semibold tracking-tight">{name}</h1>
        <p className="font-mono text-sm break-all text-muted">{identifiers.join(', ')}</p>
        {path && <p className="text-sm text-muted">{path.join(' › ')}</p>}
        <p className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          <StatusText status={connection} />
          <span className="text-muted">
            {t('heard')} <HeardText trackers={[tracker]} />
          </span>
          <BatteryText trackerId={id} />
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <LinkButton href={`/map?show=${encodeURIComponent(show)}`}>
          <Icon name="map" size={16} />
          {t('onMap')}
        </LinkButton>
        <LinkButton href={`/playback?who=${encodeURIComponent(`tracker:${id}`)}`}>
          <Icon name="replay" size={16} />
          {t('replay')}
        </LinkButton>
        {onEdit && <Button onClick={onEdit}>{t('edit')}</Button>}
        {onEdit && (
          <Button look="primary" onClick={() => showDialog('connect', id)}>
            {t('connect')}
          </Button>
        )}
      </div>
    </header>
  );
}
