'use client';

import { useTranslations } from 'next-intl';
import { AgeText } from '../../live/age-text.tsx';
import { StatusText } from '../../live/status-text.tsx';
import { usePosition } from '../../live/use-position.ts';
import { MapLink } from '../../ui/map-link.tsx';
import { Cell, Table, type Column } from '../../ui/table.tsx';
import type { PersonWithTrackers } from './people-rows.ts';

/** People in rows; on a phone each becomes a card. */
export function PeopleTable({ rows }: { readonly rows: readonly PersonWithTrackers[] }) {
  const t = useTranslations('people');
  const columns: Column[] = [
    { name: t('name') },
    { name: t('unit') },
    { name: t('tracker') },
    { name: t('status') },
    { name: t('position') },
  ];
  return (
    <Table label={t('title')} columns={columns}>
      {rows.map((person) => (
        <PersonTableRow key={person.id} person={person} />
      ))}
    </Table>
  );
}

function PersonTableRow({ person }: { readonly person: PersonWithTrackers }) {
  const t = useTranslations('people');
  const [tracker] = person.trackers;
  const position = usePosition(tracker?.id ?? null);
  return (
    <tr>
      <Cell heading>
        <MapLink show={`person:${person.id}`} label={t('showOnMap', { name: person.name })}>
          {person.name}
        </MapLink>
      </Cell>
      <Cell label={t('unit')} muted={!person.unit}>
        {person.unit?.name ?? t('none')}
      </Cell>
      <Cell label={t('tracker')} muted={!tracker}>
        {person.trackers.map(({ name }) => name).join(', ') || t('none')}
      </Cell>
      <Cell label={t('status')}>{tracker && <StatusText status={tracker.connection} />}</Cell>
      <Cell label={t('position')} muted={!position}>
        {position ? <AgeText instant={position.recordedAt} /> : t('noPosition')}
      </Cell>
    </tr>
  );
}
