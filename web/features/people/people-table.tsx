'use client';

import { useTranslations } from 'next-intl';
import type { PeopleListedQuery } from '../../__generated__/graphql.ts';
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
import { Cell, Table, type Column } from '../../ui/table.tsx';

type PersonListed = PeopleListedQuery['people']['nodes'][number];

/** People in rows; on a phone each becomes a card. */
export function PeopleTable({
  rows,
  units,
  zones,
}: {
  readonly rows: readonly PersonListed[];
  readonly units: Units;
  readonly zones: ZoneIndex;
}) {
  const t = useTranslations('people');
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
      {rows.map((person) => (
        <PersonRow key={person.id} person={person} units={units} zones={zones} />
      ))}
    </Table>
  );
}

function PersonRow({
  person,
  units,
  zones,
}: {
  readonly person: PersonListed;
  readonly units: Units;
  readonly zones: ZoneIndex;
}) {
  const t = useTranslations('people');
  const { id, name, kind, trade, image, trackers } = person;
  const connection = bestConnection(trackers);
  return (
    <tr className="[contain-intrinsic-size:auto_3.75rem] max-md:[content-visibility:auto]">
      <Cell heading>
        <span className="flex items-center gap-3">
          <Avatar name={name} picture={image?.thumbnailDataUrl ?? null} />
          <span className="min-w-0">
            <RowLink href={`/people/${id}`}>{name}</RowLink>
            <span className="block text-sm text-muted">
              {trade ? t('kindAndTrade', { kind: t(`kinds.${kind}`), trade }) : t(`kinds.${kind}`)}
            </span>
          </span>
        </span>
      </Cell>
      <Cell label={t('unit')}>
        <UnitPath unitId={person.unit?.id ?? null} units={units} />
      </Cell>
      <Cell label={t('zones')}>
        <ZoneNames zones={person.zones} known={zones.byId} />
      </Cell>
      <Cell label={t('status')} muted={!connection}>
        {connection ? <StatusText status={connection} /> : t('noTracker')}
      </Cell>
      <Cell label={t('heard')}>
        <HeardText trackers={trackers} />
      </Cell>
      <Cell label={t('map')}>
        <MapIconLink show={`person:${id}`} name={name} />
        <ReplayIconLink who={`person:${id}`} name={name} />
      </Cell>
    </tr>
  );
}
