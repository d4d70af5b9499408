'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ConnectionStatus } from '../__generated__/graphql.ts';
import { StatusText } from '../live/status-text.tsx';
import { Cell, RoomRow, Table } from '../ui/table.tsx';
import type { RowWindow } from '../ui/windowed/use-row-window.ts';
import { Avatar } from './avatar.tsx';
import { bestConnection } from './connections.ts';
import { HeardText } from './heard-text.tsx';
import { RowLink } from './row-link.tsx';
import { UnitPath } from './unit-path.tsx';
import type { ListPage } from './use-list-page.ts';
import { ZoneNames } from './zone-names.tsx';

// Columns stay where they are whichever rows are drawn; those without a width share what is left.
const WIDTHS = { name: '22%', status: '9rem', heard: '7.5rem', map: '7rem' } as const;

/** Things that are heard from in rows; on a phone each becomes a card. Only the rows in sight are in the document. */
export function ListedTable<Node extends { readonly id: string }>({
  label,
  own,
  list: { listing },
  rows,
  children,
}: {
  readonly label: string;
  /** Name of a column behind the name. */
  readonly own?: string;
  readonly list: ListPage<unknown, Node>;
  /** Over the ids of what is listed. */
  readonly rows: RowWindow;
  /** The cells of a row. */
  readonly children: (node: Node) => ReactNode;
}) {
  const t = useTranslations('lists.columns');
  const columns = [
    { name: t('name'), width: WIDTHS.name },
    ...(own ? [{ name: own }] : []),
    { name: t('unit') },
    { name: t('zones') },
    ...(['status', 'heard', 'map'] as const).map((name) => ({ name: t(name), width: WIDTHS[name] })),
  ];
  return (
    <Table label={label} columns={columns} rowCount={listing.total ?? listing.nodes.length}>
      {rows.parts.map((part) => {
        if (part.kind === 'room') {
          return <RoomRow key={`before-${part.before}`} height={part.height} columns={columns.length} />;
        }
        const node = listing.nodes[part.index];
        return (
          node && (
            <tr key={node.id} ref={rows.row} data-index={part.index} aria-rowindex={part.index + 2}>
              {children(node)}
            </tr>
          )
        );
      })}
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
