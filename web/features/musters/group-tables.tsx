import { useTranslations } from 'next-intl';
import type { LiveMusterFragment } from '../../__generated__/graphql.ts';
import { Cell, Table } from '../../ui/table.tsx';

/** How many people are at each station, and how many are missing whose station it is. */
export function StationTable({ stations }: { readonly stations: LiveMusterFragment['byStation'] }) {
  const t = useTranslations('musters.groups');
  const columns = ['station', 'accounted', 'ask', 'wrongStation', 'assignedMissing'] as const;
  return (
    <Table label={t('stations')} columns={columns.map((name) => ({ name: t(name) }))}>
      {stations.map(({ station, accounted, ask, wrongStation, assigned, assignedMissing }) => (
        <tr key={station.id}>
          <Cell heading>{station.name}</Cell>
          <Cell label={t('accounted')}>{accounted}</Cell>
          <Cell label={t('ask')}>{ask}</Cell>
          <Cell label={t('wrongStation')}>{wrongStation}</Cell>
          <Cell label={t('assignedMissing')}>{t('of', { part: assignedMissing, all: assigned })}</Cell>
        </tr>
      ))}
    </Table>
  );
}

/** How the people of each company stand. */
export function CompanyTable({ companies }: { readonly companies: LiveMusterFragment['byCompany'] }) {
  const t = useTranslations('musters.groups');
  return (
    <Table label={t('companies')} columns={[{ name: t('company') }, { name: t('missing') }, { name: t('accounted') }]}>
      {companies.map(({ company, counts }) => (
        <tr key={company?.id ?? ''}>
          <Cell heading>{company?.name ?? t('noCompany')}</Cell>
          <Cell label={t('missing')}>
            <span className={counts.missing ? 'font-semibold text-danger' : undefined}>{counts.missing}</span>
          </Cell>
          <Cell label={t('accounted')}>{t('of', { part: counts.accounted, all: counts.total })}</Cell>
        </tr>
      ))}
    </Table>
  );
}
