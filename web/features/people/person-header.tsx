'use client';

import { useTranslations } from 'next-intl';
import type { PersonQuery } from '../../__generated__/graphql.ts';
import { bestConnection } from '../../lists/connections.ts';
import { HeardText } from '../../lists/heard-text.tsx';
import type { Units } from '../../lists/use-units.ts';
import { StatusText } from '../../live/status-text.tsx';
import { useMay } from '../../live/viewer-provider.tsx';
import { PictureEditor } from '../../records/picture-editor.tsx';
import type { ScaledPicture } from '../../records/scale-picture.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

/** The person of the page, as its cache holds it. */
export type ShownPerson = NonNullable<PersonQuery['person']>;

/** Who somebody is, how well they are heard from, and where else they are shown. */
export function PersonHeader({
  person,
  units,
  onPicture,
  onEdit,
}: {
  readonly person: ShownPerson;
  readonly units: Units;
  /** Saves another picture; null where the viewer may not. */
  readonly onPicture: ((picture: ScaledPicture | null) => Promise<boolean>) | null;
  readonly onEdit: (() => void) | null;
}) {
  const t = useTranslations('people');
  const maySeeHours = useMay('timesheets:read');
  const { id, name, kind, trade, trackers, image } = person;
  const connection = bestConnection(trackers);
  const path = person.unit && units.byId.get(person.unit.id)?.path;
  return (
    <header className="flex flex-wrap items-center gap-x-6 gap-y-4">
      <PictureEditor name={name} picture={image?.dataUrl ?? null} onSave={onPicture} />
      <div className="min-w-0 flex-1 basis-56">
        <h1 className="text-2xl font-semibold tracking-tight">{name}</h1>
        <p className="text-muted">
          {trade ? t('kindAndTrade', { kind: t(`kinds.${kind}`), trade }) : t(`kinds.${kind}`)}
        </p>
        {path && <p className="text-sm text-muted">{path.join(' › ')}</p>}
        <p className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          {connection ? <StatusText status={connection} /> : <span className="text-muted">{t('noTracker')}</span>}
          {connection && (
            <span className="text-muted">
              {t('page.heard')} <HeardText trackers={trackers} />
            </span>
          )}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <LinkButton href={`/map?show=${encodeURIComponent(`person:${id}`)}`}>
          <Icon name="map" size={16} />
          {t('page.onMap')}
        </LinkButton>
        <LinkButton href={`/playback?who=${encodeURIComponent(`person:${id}`)}`}>
          <Icon name="replay" size={16} />
          {t('page.replay')}
        </LinkButton>
        {maySeeHours && (
          <LinkButton href={`/hours/${id}`}>
            <Icon name="clock" size={16} />
            {t('page.hours')}
          </LinkButton>
        )}
        {onEdit && <Button onClick={onEdit}>{t('page.edit')}</Button>}
      </div>
    </header>
  );
}
