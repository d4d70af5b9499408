'use client';

import { useTranslations } from 'next-intl';
import type { AssetQuery } from '../../__generated__/graphql.ts';
import { bestConnection } from '../../lists/connections.ts';
import { HeardText } from '../../lists/heard-text.tsx';
import type { Units } from '../../lists/use-units.ts';
import { StatusText } from '../../live/status-text.tsx';
import { bestTracker } from '../../records/best-tracker.ts';
import { PictureEditor } from '../../records/picture-editor.tsx';
import type { ScaledPicture } from '../../records/scale-picture.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

/** The asset of the page, as its cache holds it. */
export type ShownAsset = NonNullable<AssetQuery['asset']>;

/** What an asset is, how well it is heard from, and the way to it on the map. */
export function AssetHeader({
  asset,
  units,
  onPicture,
  onEdit,
}: {
  readonly asset: ShownAsset;
  readonly units: Units;
  /** Saves another picture; null where the viewer may not. */
  readonly onPicture: ((picture: ScaledPicture | null) => Promise<boolean>) | null;
  readonly onEdit: (() => void) | null;
}) {
  const t = useTranslations('assets');
  const { name, category, trackers, image } = asset;
  const connection = bestConnection(trackers);
  const tracker = bestTracker(trackers);
  const path = asset.unit && units.byId.get(asset.unit.id)?.path;
  return (
    <header className="flex flex-wrap items-center gap-x-6 gap-y-4">
      <PictureEditor name={name} picture={image?.dataUrl ?? null} onSave={onPicture} />
      <div className="min-w-0 flex-1 basis-56">
        <h1 className="text-2xl font-semibold tracking-tight">{name}</h1>
        {category && <p className="text-muted">{category}</p>}
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
        {tracker && (
          <LinkButton href={`/map?show=${encodeURIComponent(`tracker:${tracker.id}`)}`}>
            <Icon name="map" size={16} />
            {t('page.onMap')}
          </LinkButton>
        )}
        <LinkButton href={`/playback?who=${encodeURIComponent(`asset:${asset.id}`)}`}>
          <Icon name="replay" size={16} />
          {t('page.replay')}
        </LinkButton>
        {onEdit && <Button onClick={onEdit}>{t('page.edit')}</Button>}
      </div>
    </header>
  );
}
