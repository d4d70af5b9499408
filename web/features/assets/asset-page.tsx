'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { useListVersion } from '../../lists/use-list-version.ts';
import { useUnits } from '../../lists/use-units.ts';
import { usePositionFeed } from '../../live/use-position.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { CarriedTrackers } from '../../records/carried-trackers.tsx';
import { RecordPage, recordState } from '../../records/record-page.tsx';
import type { ScaledPicture } from '../../records/scale-picture.ts';
import { AssetDay } from './asset-day.tsx';
import { AssetDialog } from './asset-dialog.tsx';
import { AssetHeader } from './asset-header.tsx';
import { AssetNow } from './asset-now.tsx';
import { ASSET, SET_ASSET_IMAGE } from './documents.graphql.ts';

/** Everything about one asset: what it is, where, and what is on it. */
export function AssetPage({ assetId }: { readonly assetId: string }) {
  const t = useTranslations('assets');
  usePositionFeed();
  const version = useListVersion();
  const units = useUnits();
  const [editing, setEditing] = useState(false);
  const [{ data, fetching, error }, execute] = useFollowingQuery({ query: ASSET, variables: { assetId } }, version);
  const [, setImage] = useMutation(SET_ASSET_IMAGE);
  const mayEdit = useMay('assets:write');
  const asset = data?.asset;
  const reload = () => execute({ requestPolicy: 'network-only' });

  async function save(picture: ScaledPicture | null): Promise<boolean> {
    const input = { assetId, content: picture?.content ?? null, thumbnail: picture?.thumbnail ?? null };
    return Boolean((await setImage({ input })).data?.setAssetImage.asset);
  }

  return (
    <RecordPage
      back={{ href: '/assets', name: t('title') }}
      icon="asset"
      state={recordState(asset, { fetching, failed: error !== undefined })}
      missing={t('page.missing')}
      onRetry={reload}
    >
      {asset && (
        <>
          <AssetHeader
            asset={asset}
            units={units}
            onPicture={mayEdit ? save : null}
            onEdit={mayEdit ? () => setEditing(true) : null}
          />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <AssetNow asset={asset} version={version} />
            <CarriedTrackers
              carrier={{ kind: 'asset', id: asset.id, name: asset.name }}
              trackers={asset.trackers}
              onChanged={reload}
            />
          </div>
          <AssetDay assetId={assetId} version={version} />
          {editing && (
            <AssetDialog
              asset={asset}
              units={units}
              onClose={() => setEditing(false)}
              onDone={() => setEditing(false)}
            />
          )}
        </>
      )}
    </RecordPage>
  );
}
