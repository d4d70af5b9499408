'use client';

import { useTranslations } from 'next-intl';
import type { TrackersListedQuery } from '../../__generated__/graphql.ts';
import { HeardText } from '../../lists/heard-text.tsx';
import { MapIconLink } from '../../lists/map-icon-link.tsx';
import { ReplayIconLink } from '../../lists/replay-icon-link.tsx';
import { RowLink } from '../../lists/row-link.tsx';
import { UnitPath } from '../../lists/unit-path.tsx';
import type { Units } from '../../lists/use-units.ts';
import type { ZoneIndex } from '../../lists/use-zone-index.ts';
import { ZoneNames } from '../../lists/zone-names.tsx';
import { StatusText } from '../../live/status-text.tsx';
import { Cell, Table, type Column } from '../../ui/table.tsx';
import { CarrierLink } from './carrier-link.tsx';

type TrackerListed = TrackersListedQuery['trackers']['nodes'][number];

/** Trackers in rows; on a phone each becomes a card. */
export function TrackersTable({
  rows,
  units,
  zones,
}: {
  readonly rows: readonly TrackerListed[];
  readonly units: Units;
  readonly zones: ZoneIndex;
}) {
  const t = useTranslations('trackers');
  const columns: Column[] = [
    { name: t('name') },
    { name: t('carrier') },
    { name: t('unit') },
    { name: t('zones') },
    { name: t('status') },
    { name: t('heard') },
    { name: t('map') },
  ];
  return (
    <Table label={t('title')} columns={columns}>
      {rows.map((tracker) => {
        const { id, name, identifiers, person, connection } = tracker;
        return (
          <tr key={id}>
            <Cell heading>
              <RowLink href={`/trackers/${id}`}>{name}</RowLink>
              <span className="block font-mono text-[0.8125rem] break-all text-muted">{identifiers.join(', ')}</span>
            </Cell>
            <Cell label={t('carrier')}>
              <CarrierLink carrier={tracker} />
            </Cell>
            <Cell label={t('unit')}>
              <UnitPath unitId={tracker.unit?.id ?? null} units={units} />
            </Cell>
            <Cell label={t('zones')}>
              <ZoneNames zones={tracker.zones} known={zones.byId} />
            </Cell>
            <Cell label={t('status')}>
              <StatusText status={connection} />
            </Cell>
            <Cell label={t('heard')}>
              <HeardText trackers={[tracker]} />
            </Cell>
            <Cell label={t('map')}>
              <MapIconLink show={person ? `person:${person.id}` : `tracker:${id}`} name={name} />
              <ReplayIconLink who={`tracker:${id}`} name={name} />
            </Cell>
          </tr>
        );
      })}
    </Table>
  );
}
