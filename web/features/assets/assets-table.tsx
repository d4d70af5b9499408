'use client';

import { useTranslations } from 'next-intl';
import type { AssetsListedQuery } from '../../__generated__/graphql.ts';
import { Avatar } from '../../lists/avatar.tsx';
import { bestConnection } from '../../lists/connections.ts';
import { HeardText } from '../../lists/heard-text.tsx';
import { MapIconLink } from '../../lists/map-icon-link.tsx';
import { ReplayIconLink } from '../../lists/replay-icon-link.tsx';
import { RowLink } from '../../lists/row-link.tsx';
import { UnitPath } from '../../lists/unit-path.tsx';
import type { Units } from '../../lists/use-units.ts';
import type { ZoneIndex } from '../../lists/use-zone-index.ts';
import { ZoneNames } from '../../lists/zone-names.tsx';
import { StatusText } from '../../live/status-text.tsx';
import { bestTracker } from '../../records/best-tracker.ts';
import { Cell, Table, type Column } from '../../ui/table.tsx';

type AssetListed = AssetsListedQuery['assets']['nodes'][number];

/** Assets in rows; on a phone each becomes a card. */
export function AssetsTable({
  rows,
  units,
  zones,
}: {
  readonly rows: readonly AssetListed[];
  readonly units: Units;
  readonly zones: ZoneIndex;
}) {
  const t = useTranslations('assets');
  const columns: Column[] = [
    { name: t('name') },
    { name: t('unit') },
    { name: t('zones') },
    { name: t('status') },
    { name: t('heard') },
    { name: t('map') },
  ];
  return (
    <Table label={t('title')} columns={columns}>
      {rows.map((asset) => (
        <AssetRow key={asset.id} asset={asset} units={units} zones={zones} />
      ))}
    </Table>
  );
}

function AssetRow({
  asset,
  units,
  zones,
}: {
  readonly asset: AssetListed;
  readonly units: Units;
  readonly zones: ZoneIndex;
}) {
  const t = useTranslations('assets');
  const { id, name, category, image, trackers } = asset;
  const connection = bestConnection(trackers);
  const tracker = bestTracker(trackers);
  return (
    <tr>
      <Cell heading>
        <span className="flex items-center gap-3">
          <Avatar name={name} picture={image?.thumbnailDataUrl ?? null} />
          <span className="min-w-0">
            <RowLink href={`/assets/${id}`}>{name}</RowLink>
            {category && <span className="block text-sm text-muted">{category}</span>}
          </span>
        </span>
      </Cell>
      <Cell label={t('unit')}>
        <UnitPath unitId={asset.unit?.id ?? null} units={units} />
      </Cell>
      <Cell label={t('zones')}>
        <ZoneNames zones={asset.zones} known={zones.byId} />
      </Cell>
      <Cell label={t('status')} muted={!connection}>
        {connection ? <StatusText status={connection} /> : t('noTracker')}
      </Cell>
      <Cell label={t('heard')}>
        <HeardText trackers={trackers} />
      </Cell>
      <Cell label={t('map')}>
        {tracker && <MapIconLink show={`tracker:${tracker.id}`} name={name} />}
        <ReplayIconLink who={`asset:${id}`} name={name} />
      </Cell>
    </tr>
  );
}
