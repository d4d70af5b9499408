'use client';

import { useTranslations } from 'next-intl';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { useZoneIndex } from '../../lists/use-zone-index.ts';
import { ZoneNames } from '../../lists/zone-names.tsx';
import { trackerBehind } from '../../records/best-tracker.ts';
import { Section } from '../../records/section.tsx';
import { WhereNow } from '../../records/where-now.tsx';
import type { ShownAsset } from './asset-header.tsx';
import { ASSET_POSITION } from './documents.graphql.ts';

/** Where an asset is now: the zones, the last position and the way of today. */
export function AssetNow({ asset, version }: { readonly asset: ShownAsset; readonly version: number }) {
  const t = useTranslations('assets.page');
  const { id, name, zones, trackers } = asset;
  const known = useZoneIndex().byId;
  const [{ data }] = useFollowingQuery({ query: ASSET_POSITION, variables: { assetId: id } }, version);
  const told = data?.asset?.lastPosition ?? null;
  const tracker = trackerBehind(told, trackers);
  return (
    <Section title={t('now')}>
      <div className="text-sm">
        <ZoneNames zones={zones} known={known} />
      </div>
      <WhereNow self={{ id, label: name, kind: 'asset' }} tracker={tracker} told={told} />
    </Section>
  );
}
