'use client';

import { useTranslations } from 'next-intl';
import type { TrackerRowFragment } from '../../__generated__/graphql.ts';
import { AgeText } from '../../live/age-text.tsx';
import { StatusText } from '../../live/status-text.tsx';
import { useLastHeard } from '../../live/use-last-heard.ts';
import { MapLink } from '../../ui/map-link.tsx';
import { Cell, Table, type Column } from '../../ui/table.tsx';

/** Trackers in rows; on a phone each becomes a card. */
export function TrackersTable({ rows }: { readonly rows: readonly TrackerRowFragment[] }) {
  const t = useTranslations('trackers');
  const columns: Column[] = [
    { name: t('name') },
    { name: t('identifier') },
    { name: t('carrier') },
    { name: t('unit') },
    { name: t('status') },
    { name: t('heard') },
  ];
  return (
    <Table label={t('title')} columns={columns}>
      {rows.map((tracker) => (
        <TrackerTableRow key={tracker.id} tracker={tracker} />
      ))}
    </Table>
  );
}

function TrackerTableRow({ tracker }: { readonly tracker: TrackerRowFragment }) {
  const t = useTranslations('trackers');
  const { id, name, identifiers, person, asset, unit, connection } = tracker;
  const heardAt = useLastHeard(tracker);
  const carrier = person?.name ?? asset?.name;
  return (
    <tr>
      <Cell heading>
        <MapLink show={person ? `person:${person.id}` : `tracker:${id}`} label={t('showOnMap', { name })}>
          {name}
        </MapLink>
      </Cell>
      <Cell label={t('identifier')}>
        <span className="font-mono text-[0.8125rem] break-all">{identifiers.join(', ')}</span>
      </Cell>
      <Cell label={t('carrier')} muted={!carrier}>
        {carrier ?? t('nobody')}
      </Cell>
      <Cell label={t('unit')} muted={!unit}>
        {unit?.name ?? t('none')}
      </Cell>
      <Cell label={t('status')}>
        <StatusText status={connection} />
      </Cell>
      <Cell label={t('heard')} muted={!heardAt}>
        {heardAt ? <AgeText instant={heardAt} /> : t('never')}
      </Cell>
    </tr>
  );
}
