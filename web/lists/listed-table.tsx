'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ConnectionStatus } from '../__generated__/graphql.ts';
import { StatusText } from '../live/status-text.tsx';
import { Cell, Table } from '../ui/table.tsx';
import { Avatar } from './avatar.tsx';
import { bestConnection } from './connections.ts';
import { HeardText } from './heard-text.tsx';
import { RowLink } from './row-link.tsx';
import { UnitPath } from './unit-path.tsx';
import type { ListPage } from './use-list-page.ts';
import { ZoneNames } from './zone-names.tsx';

/** Things that are heard from in rows; on a phone each becomes a card. @param own name of a column behind the name. */
export function ListedTable({
  label,
  own,
  children,
}: {
  readonly label: string;
  readonly own?: string;
  readonly children: ReactNode;
}) {
  const t = useTranslations('lists.columns');
  const names = [t('name'), ...(own ? [own] : []), t('unit'), t('zones'), t('status'), t('heard'), t('map')];
  return (
    <Table label={label} columns={names.map((name) => ({ name }))}>
      {children}
    </Table>
  );
}

/** Who or what a row is about, with their picture and, below the name, what they are. */
export function NameCell({
  href,
  name,
  picture,
  children,
}: {
  readonly href: string;
  readonly name: string;
  readonly picture: string | null;
  readonly children: ReactNode;
}) {
  return (
    <Cell heading>
      <span className="flex items-center gap-3">
        <Avatar name={name} picture={picture} />
        <span className="min-w-0">
          <RowLink href={href}>{name}</RowLink>
          {children && <span className="block text-sm text-muted">{children}</span>}
        </span>
      </span>
    </Cell>
  );
}

/** To whom somebody belongs, where they are and how well they are heard from. */
export function WhereaboutsCells({
  of,
  trackers,
  list: { units, zones },
  children,
}: {
  readonly of: { readonly unit: { readonly id: string } | null; readonly zones: readonly { readonly id: string }[] };
  readonly trackers: readonly {
    readonly id: string;
    readonly connection: ConnectionStatus;
    readonly lastHeardAt: string | null;
  }[];
  readonly list: Pick<ListPage<unknown, unknown>, 'units' | 'zones'>;
  /** Ways to the map. */
  readonly children: ReactNode;
}) {
  const t = useTranslations('lists.columns');
  const connection = bestConnection(trackers);
  return (
    <>
      <Cell label={t('unit')}>
        <UnitPath unitId={of.unit?.id ?? null} units={units} />
      </Cell>
      <Cell label={t('zones')}>
        <ZoneNames zones={of.zones} known={zones.byId} />
      </Cell>
      <Cell label={t('status')} muted={!connection}>
        {connection ? <StatusText status={connection} /> : t('noTracker')}
      </Cell>
      <Cell label={t('heard')}>
        <HeardText trackers={trackers} />
      </Cell>
      <Cell label={t('map')}>{children}</Cell>
    </>
  );
}
