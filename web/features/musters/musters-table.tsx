import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { MustersQuery } from '../../__generated__/graphql.ts';
import { Cell, Table } from '../../ui/table.tsx';
import { ModeMark, MusterStatusText } from './mode-mark.tsx';

type Row = MustersQuery['musters']['nodes'][number];

/** Musters, those that go on first. */
export function MustersTable({ musters }: { readonly musters: readonly Row[] }) {
  const t = useTranslations('musters');
  const rows = musters.toSorted((a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null));
  return (
    <div className="md:rounded-2xl md:border md:border-line md:bg-surface max-md:-mx-3">
      <Table
        label={t('title')}
        columns={['name', 'mode', 'place', 'status', 'started', 'accounted'].map((column) => ({
          name: t(`columns.${column as 'name'}`),
        }))}
      >
        {rows.map((muster) => (
          <MusterRow key={muster.id} muster={muster} />
        ))}
      </Table>
    </div>
  );
}

function MusterRow({ muster }: { readonly muster: Row }) {
  const t = useTranslations('musters');
  const format = useFormatter();
  const { id, name, mode, status, startedAt, place, counts } = muster;
  return (
    <tr>
      <Cell heading>
        <Link prefetch={false} href={`/musters/${id}`} className="font-medium hover:text-accent">
          {name}
        </Link>
      </Cell>
      <Cell label={t('columns.mode')}>
        <ModeMark mode={mode} />
      </Cell>
      <Cell label={t('columns.place')}>{place.name}</Cell>
      <Cell label={t('columns.status')}>
        <MusterStatusText status={status} />
      </Cell>
      <Cell label={t('columns.started')}>
        <span className="tabular-nums">
          {format.dateTime(new Date(startedAt), { dateStyle: 'medium', timeStyle: 'short' })}
        </span>
      </Cell>
      <Cell label={t('columns.accounted')}>
        <span className="tabular-nums">{t('accountedOf', { accounted: counts.accounted, total: counts.total })}</span>
      </Cell>
    </tr>
  );
}
